"""How a process beside this one begins and ends. It may use no models: Django is not set up there yet."""

import gc
import multiprocessing
import os
import threading

import django


def begin() -> None:
    """What such a process does first; it ends with the one that started it, however that ends."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    django.setup()
    # Its work says when to look for garbage
    gc.disable()


def _end_with_parent() -> None:
    multiprocessing.parent_process().join()
    os._exit(0)
