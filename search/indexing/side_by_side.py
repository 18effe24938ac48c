"""How a process beside this one begins and ends. It may use no models: Django is not set up there yet."""

import gc
import multiprocessing
import os
import threading

import django
from django.db import connections


def begin(database: str) -> None:
    """What such a process does first; it ends with the one that started it, however that ends.

    It reads the database of that name: the one its parent reads, which need not be that of the settings.
    """
    threading.Thread(target=_end_with_parent, daemon=True).start()
    django.setup()
    connections.settings["default"]["NAME"] = database
    # Its work says when to look for garbage
    gc.disable()


def _end_with_parent() -> None:
    multiprocessing.parent_process().join()
    os._exit(0)
