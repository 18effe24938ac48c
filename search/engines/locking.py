"""One writer of an index at a time."""

from collections.abc import Iterator
from contextlib import contextmanager

import filelock

from search.engines.errors import WriterBusy


@contextmanager
def held(lock: filelock.FileLock) -> Iterator[None]:
    """Hold a lock, or raise WriterBusy at once."""
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout as error:
        raise WriterBusy from error
    try:
        yield
    finally:
        lock.release()
