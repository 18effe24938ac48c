"""Work that goes on as long as the product: one process of a host does it, others stand by to take over."""

import os
import threading
from abc import ABC, abstractmethod
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import connections
from filelock import FileLock, Timeout

from search.indexing.reasons import reason_of

#: Seconds between two attempts to become the one that works
TAKE_OVER = 1.0
#: Seconds between two turns, and the longest pause after failures. A change is to be seen within one second
POLL, LONGEST_PAUSE = 0.15, 0.5


def host_lock(name: str) -> FileLock:
    """A lock that one process of this host holds. Its holder's death frees it. Raises Timeout at once."""
    folder = Path(settings.SEARCH_INDEX_FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    return FileLock(folder / f"{name}.lock", blocking=False)


class Duty(ABC):
    """Turn after turn of one kind of work; a turn that fails is followed by the next, a little later."""

    def __init__(self) -> None:
        self._last_error = ""
        self._pause = POLL

    @abstractmethod
    def lock(self) -> FileLock:
        """Who holds it works."""

    @abstractmethod
    def turn(self) -> bool:
        """Do what there is to do now; returns whether the next turn is not to wait."""

    @abstractmethod
    def begins(self, process: int) -> None:
        """It is this process that works from now on."""

    @abstractmethod
    def fails(self, reason: str) -> None:
        """A turn has failed, and not as the one before it did. Called while the error is handled."""

    @abstractmethod
    def goes_on(self) -> None:
        """A turn has done what those before it could not."""

    def run(self, stop: threading.Event) -> None:
        """Work, or wait to take over, until `stop` is set."""
        while not stop.is_set():
            try:
                with suppress(Timeout), self.lock():
                    self._work(stop)
            except OSError as error:
                # Too many open files, a disk that is away: this thread is all there is to try again
                self._say_failed(error)
            stop.wait(TAKE_OVER)

    def _work(self, stop: threading.Event) -> None:
        self.begins(os.getpid())
        try:
            while not stop.is_set():
                stop.wait(self._take_turn())
        finally:
            connections.close_all()

    def _take_turn(self) -> float:
        """One turn that survives whatever happens; returns the seconds to wait before the next."""
        try:
            has_more = self.turn()
        except Exception as error:
            self._say_failed(error)
            # The connection may be what is broken
            connections.close_all()
            self._pause = min(self._pause * 2, LONGEST_PAUSE)
            return self._pause
        if self._last_error:
            self.goes_on()
        self._last_error, self._pause = "", POLL
        return 0 if has_more else POLL

    def _say_failed(self, error: Exception) -> None:
        """Once for all failures in a row that have the same reason. Call it while the error is handled."""
        if (reason := reason_of(error)) != self._last_error:
            self.fails(reason)
        self._last_error = reason
