"""Keeps one index up to date: it polls the outbox and makes the index anew each day.

That of the embedded index also does what is due by the clock, and works out what listings are about: nothing
else of the product runs without a reader.

Any number of processes may run a worker; the holder of a lock file works, the others of the host wait to take
over. Of an index that several hosts share, one host's worker writes at a time.
"""

import logging
import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.utils import timezone
from filelock import FileLock, Timeout

from search import outbox
from search.consumers import SEEN_EVERY, consumer_of, forget_gone, say_seen, turn_of
from search.deriving import derive_due
from search.draining import Backlog, Drained, drain
from search.engines import Engine, IndexState
from search.errands import Errands
from search.outbox import Progress
from search.page_cache import PageCache
from search.reasons import reason_of
from search.rebuild import Rebuilt, rebuild

#: Seconds between two looks at the outbox: a change is to be seen everywhere within one second
POLL = 0.15
#: Seconds for what listings are about, between two looks at the outbox
DERIVES_FOR = 0.2
#: Seconds between two attempts to become the one that writes
TAKE_OVER = 1.0
#: The longest pause after failures, in seconds, and the one after a rebuild that failed
LONGEST_PAUSE, PAUSE_OF_REBUILDS = 0.5, 60.0

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Turn:
    """What one turn of the worker did."""

    drained: Drained = field(default_factory=Drained)
    rebuilt: Rebuilt | None = None
    #: Listings whose meaning was worked out; the next turn brings it into the index
    derived: int = 0

    @property
    def has_changed(self) -> bool:
        """Whether the index says anything new."""
        return bool(self.drained.rows or self.drained.listings or self.rebuilt)

    @property
    def has_more(self) -> bool:
        """Whether the next turn is not to wait."""
        return self.drained.has_more or bool(self.derived)


def writer_lock(engine: Engine) -> FileLock:
    """The lock of the one that writes an index on this host. Its holder's death frees it."""
    folder = Path(settings.SEARCH_INDEX_FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    return FileLock(folder / f"worker-{engine.name}.lock", blocking=False)


class Worker:
    """Keeps an index up to date."""

    def __init__(self, engine: Engine):
        self.engine = engine
        self.consumer = consumer_of(engine)
        self._backlog = Backlog()
        self._errands = None if engine.is_shared else Errands()
        self._last_error = ""
        self._pause = POLL
        self._no_rebuild_before = 0.0
        self._seen_at: datetime | None = None
        self._page_cache = PageCache()

    def run_once(self) -> Turn:
        """Do what there is to do now: errands, the next changes, and a rebuild where one is due."""
        if self._errands:
            self._errands.run(timezone.now())
        turn = self._turn_if_ours()
        self._page_cache.look_after(has_changed=turn.has_changed)
        if self._errands and not turn.drained.has_more:
            return replace(turn, derived=derive_due(DERIVES_FOR))
        return turn

    def follow_changes(self) -> Drained:
        """Bring the next changes into the index that serves, if there is one."""
        if state := self.engine.state():
            progress, now = Progress.from_json(state.progress), timezone.now()
            drained = drain(self.engine, progress, self._backlog, now=now, consumer=self.consumer)
            self._backlog = drained.backlog
            return drained
        return Drained()

    def rebuild(
        self, reason: str, report: Callable[[int, int], object] = lambda _done, _total: None
    ) -> Rebuilt:
        """Make the index anew; changes go on reaching the old one meanwhile. `report` hears how far it is."""

        def between(done: int, total: int) -> None:
            self._say_seen()
            self.follow_changes()
            report(done, total)

        logger.info("The search index is made anew: %s.", reason)
        now = timezone.now()
        rebuilt = rebuild(self.engine, now=now, consumer=self.consumer, between=between)
        outbox.prune(now)
        forget_gone(now)
        logger.info("The search index has %d listings.", rebuilt.listings)
        return rebuilt

    def run(self, stop: threading.Event) -> None:
        """Work, or wait to take over, until `stop` is set."""
        lock = writer_lock(self.engine)
        while not stop.is_set():
            with suppress(Timeout), lock:
                self._work(stop)
            stop.wait(TAKE_OVER)

    def _turn_if_ours(self) -> Turn:
        if not self.engine.is_shared:
            return self._take_turn()
        with turn_of(self.consumer) as is_ours:
            return self._take_turn() if is_ours else Turn()

    def _take_turn(self) -> Turn:
        self._say_seen()
        state, drained = self.engine.state(), self.follow_changes()
        reason = "somebody asked for it" if drained.wants_rebuild else _why_rebuild(state, timezone.now())
        # First what is quick: people wait for changes, nobody for a rebuild, and it may fail
        if not reason or drained.has_more or (state and time.monotonic() < self._no_rebuild_before):
            return Turn(drained)
        # Reading every listing takes long: what failed now will hardly succeed in a moment
        self._no_rebuild_before = time.monotonic() + PAUSE_OF_REBUILDS
        rebuilt = self.rebuild(reason)
        self._no_rebuild_before = 0.0
        return Turn(drained, rebuilt)

    def _say_seen(self) -> None:
        now = timezone.now()
        if self._seen_at is None or now - self._seen_at >= SEEN_EVERY:
            say_seen(self.consumer, now)
            self._seen_at = now

    def _work(self, stop: threading.Event) -> None:
        logger.info("Process %d writes the search index (%s).", os.getpid(), self.engine.name)
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
            logger.info("The search index follows changes again (%s).", self.engine.name)
        self._last_error, self._pause = "", POLL
        return 0 if turn.has_more else POLL

    def _log_once(self, error: Exception) -> None:
        if reason_of(error) != self._last_error:
            logger.exception("The search index does not follow changes for now (%s).", self.engine.name)
            self._tell_others(error)
        self._last_error = reason_of(error)

    def _tell_others(self, error: Exception) -> None:
        # Where the database is what fails, nobody can be told
        with suppress(Exception):
            say_seen(self.consumer, timezone.now(), reason_of(error))


def _why_rebuild(state: IndexState | None, now: datetime) -> str:
    if state is None:
        return "there is none that can be read"
    if state.built_for != timezone.localdate(now):
        return "a new day has begun"
    if outbox.is_out_of_reach(Progress.from_json(state.progress), now):
        return "changes were missed"
    return ""
