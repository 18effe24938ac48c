"""Writing down once a minute what was noted in memory, in a thread of its own."""

import atexit
import logging
import threading
from collections.abc import Callable

from django.db import close_old_connections

#: Seconds between two writings
WRITTEN_EVERY = 60.0

logger = logging.getLogger(__name__)


def keep_writing(write: Callable[[], int], *, name: str) -> None:
    """Call `write` once a minute, and when this process ends. Call it after a fork, not before.

    What `write` could not do waits for the next time: it keeps it.
    """
    stop = threading.Event()
    thread = threading.Thread(target=_write_until, args=(stop, write, name), name=name, daemon=True)
    thread.start()
    atexit.register(_end, stop, thread)


def _write_until(stop: threading.Event, write: Callable[[], int], name: str) -> None:
    is_last = False
    while not is_last:
        is_last = stop.wait(WRITTEN_EVERY)
        _write_or_wait(write, name)


def _end(stop: threading.Event, thread: threading.Thread) -> None:
    stop.set()
    thread.join(2)


def _write_or_wait(write: Callable[[], int], name: str) -> None:
    close_old_connections()
    try:
        write()
    except Exception:
        logger.exception("What was noted (%s) could not be written down; it waits for the next time.", name)
    finally:
        close_old_connections()
