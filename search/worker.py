"""The one process of a host that writes the index: it polls the outbox and makes the index anew each day.

It also does what is due by the clock: nothing else of the product runs without a reader.

Any number of processes may run a worker; the holder of a lock file works, the others wait to take over.
"""

import atexit
import logging
import os
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.utils import timezone
from filelock import FileLock, Timeout

from search import outbox
from search.draining import Backlog, Drained, drain
from search.engines import Engine, IndexState, get_engine
from search.errands import Errands
from search.outbox import Progress
from search.rebuild import Rebuilt, rebuild

#: Seconds between two looks at the outbox: a change is to be seen everywhere within one second
POLL = 0.15
#: Seconds between two attempts to become the one that writes
TAKE_OVER = 1.0
#: The longest pause after failures, in seconds
LONGEST_PAUSE = 5.0

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Turn:
    """What one turn of the worker did."""

    drained: Drained = field(default_factory=Drained)
    rebuilt: Rebuilt | None = None


def writer_lock() -> FileLock:
    """The lock of the one that writes the index of this host. Its holder's death frees it."""
    folder = Path(settings.SEARCH_INDEX_FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    return FileLock(folder / "worker.lock", blocking=False)


class Worker:
    """Keeps an index up to date."""

    def __init__(self, engine: Engine):
        self.engine = engine
        self.consumer = f"{engine.name} on {socket.gethostname()}"
        self._backlog = Backlog()
        self._errands = Errands()
        self._last_error = ""
        self._pause = POLL

    def run_once(self) -> Turn:
        """Do what there is to do now: errands, the next changes, and a rebuild where one is due."""
        self._errands.run(timezone.now())
        state, drained = self.engine.state(), self.follow_changes()
        reason = "somebody asked for it" if drained.wants_rebuild else _why_rebuild(state, timezone.now())
        # First what is quick: people wait for changes, nobody for a rebuild, and it may fail
        if not reason or drained.has_more:
            return Turn(drained)
        return Turn(drained, self.rebuild(reason))

    def follow_changes(self) -> Drained:
        """Bring the next changes into the index that serves, if there is one."""
        if state := self.engine.state():
            progress, now = Progress.from_json(state.progress), timezone.now()
            drained = drain(self.engine, progress, self._backlog, now=now, consumer=self.consumer)
            self._backlog = drained.backlog
            return drained
        return Drained()

    def rebuild(self, reason: str) -> Rebuilt:
        """Make the index anew; changes go on reaching the old one meanwhile."""
        logger.info("The search index is made anew: %s.", reason)
        now = timezone.now()
        rebuilt = rebuild(self.engine, now=now, consumer=self.consumer, between=self.follow_changes)
        outbox.prune(now)
        logger.info("The search index has %d listings.", rebuilt.listings)
        return rebuilt

    def run(self, stop: threading.Event) -> None:
        """Work, or wait to take over, until `stop` is set."""
        lock = writer_lock()
        while not stop.is_set():
            with suppress(Timeout), lock:
                self._work(stop)
            stop.wait(TAKE_OVER)

    def _work(self, stop: threading.Event) -> None:
        logger.info("Process %d writes the search index.", os.getpid())
        try:
            while not stop.is_set():
                stop.wait(self._turn())
        finally:
            connections.close_all()

    def _turn(self) -> float:
        """One turn that survives whatever happens; returns the seconds to wait before the next."""
        try:
            turn = self.run_once()
        except Exception as error:
            self._log_once(error)
            # The connection may be what is broken
            connections.close_all()
            self._pause = min(self._pause * 2, LONGEST_PAUSE)
            return self._pause
        if self._last_error:
            logger.info("The search index follows changes again.")
        self._last_error, self._pause = "", POLL
        return 0 if turn.drained.has_more else POLL

    def _log_once(self, error: Exception) -> None:
        if repr(error) != self._last_error:
            logger.exception("The search index does not follow changes for now.")
        self._last_error = repr(error)


def start_in_background() -> None:
    """Run a worker beside the requests of this process, until it ends. Call it after a fork, not before."""
    stop = threading.Event()
    worker = Worker(get_engine())
    thread = threading.Thread(target=worker.run, args=(stop,), name="search-worker", daemon=True)
    thread.start()
    atexit.register(_end, thread, stop)


def _end(thread: threading.Thread, stop: threading.Event) -> None:
    stop.set()
    thread.join(timeout=5)


def _why_rebuild(state: IndexState | None, now: datetime) -> str:
    if state is None:
        return "there is none that can be read"
    if state.built_for != timezone.localdate(now):
        return "a new day has begun"
    if outbox.is_out_of_reach(Progress.from_json(state.progress), now):
        return "changes were missed"
    return ""
