"""Keeps one index up to date: it polls the outbox and makes the index anew each day.

Any number of processes may run a worker (see search.duties.duty). Of an index that several hosts share, one
host's worker writes at a time.
"""

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone
from filelock import FileLock

from search.duties.duty import Duty, host_lock
from search.engines import Engine, EngineAway, IndexState
from search.indexing import outbox
from search.indexing.consumers import SEEN_EVERY, consumer_of, forget_gone, say_seen, turn_of
from search.indexing.draining import Backlog, Drained, drain
from search.indexing.outbox import Progress
from search.indexing.page_cache import PageCache
from search.indexing.reasons import reason_of
from search.indexing.rebuild import Rebuilt, rebuild

#: Seconds after a rebuild that failed
PAUSE_OF_REBUILDS = 60.0
MISSED = "changes were missed"

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Turn:
    """What one turn of the worker did."""

    drained: Drained = field(default_factory=Drained)
    rebuilt: Rebuilt | None = None

    @property
    def has_more(self) -> bool:
        """Whether the next turn is not to wait."""
        return self.drained.has_more


def writer_lock(engine: Engine) -> FileLock:
    """The lock of the one that writes an index on this host. Its holder's death frees it.

    That of another version is another: during an upgrade each writes its own index.
    """
    return host_lock(f"worker-{engine.name}-v{engine.version}")


class Worker(Duty):
    """Keeps an index up to date."""

    def __init__(self, engine: Engine):
        super().__init__()
        self.engine = engine
        self.consumer = consumer_of(engine)
        self._backlog = Backlog()
        #: That of its index when it was last told
        self._progress: Progress | None = None
        self._no_rebuild_before = 0.0
        self._failed_rebuild: Exception | None = None
        self._has_missed = self._takes_none = False
        self._said: tuple[datetime, str, int] | None = None
        self._page_cache = PageCache()

    def lock(self) -> FileLock:
        return writer_lock(self.engine)

    def turn(self) -> bool:
        return self.run_once().has_more

    def run_once(self) -> Turn:
        """Bring the next changes into the index, or make it anew where that is due."""
        try:
            turn = self._turn_if_ours()
        except Exception as error:
            # Where the database is what fails, nobody can be told
            with suppress(Exception):
                self._say_seen(reason_of(error))
            raise
        finally:
            # Also after a turn that failed: pages may come from before the change of an earlier one
            self._page_cache.look_after(has_changed=False)
        return turn

    def follow_changes(self) -> Drained:
        """Bring the next changes into the index that serves, if there is one."""
        if state := self.engine.state():
            progress, now = Progress.from_json(state.progress), timezone.now()
            drained = drain(self.engine, progress, self._backlog, now=now, consumer=self.consumer)
            self._backlog = drained.backlog
            # At once: whatever comes next may fail, and the turn after that would know of no change
            self._page_cache.look_after(has_changed=drained.has_changed)
            return drained
        return Drained()

    def rebuild(
        self, reason: str, report: Callable[[int, int], object] = lambda _done, _total: None
    ) -> Rebuilt:
        """Make the index anew; changes go on reaching the old one meanwhile, unless it takes none any more.
        `report` hears how far it is.
        """
        self._takes_none = False

        def between(done: int, total: int) -> None:
            self._say_seen(done=done, total=total)
            self._follow_meanwhile()
            self._page_cache.look_after(has_changed=False)
            report(done, total)

        logger.info("The search index is made anew: %s.", reason)
        now = timezone.now()
        rebuilt = rebuild(self.engine, now=now, consumer=self.consumer, between=between)
        self._page_cache.look_after(has_changed=True)
        outbox.prune(now)
        forget_gone(now)
        logger.info("The search index has %d listings.", rebuilt.listings)
        return rebuilt

    def begins(self, process: int) -> None:
        logger.info("Process %d writes the search index (%s).", process, self.engine.name)
        # Whoever wrote it before may have ended between a change and the pages that say what was before
        self._page_cache.look_after(has_changed=True)

    def fails(self, reason: str) -> None:
        logger.exception(
            "The search index does not follow changes for now (%s): %s", self.engine.name, reason
        )

    def goes_on(self) -> None:
        logger.info("The search index follows changes again (%s).", self.engine.name)

    def _follow_meanwhile(self) -> None:
        """That the old index takes nothing is told once."""
        try:
            self.follow_changes()
        except EngineAway as error:
            if not self._takes_none:
                logger.warning("The old index takes no changes meanwhile: %s", reason_of(error))
            self._takes_none = True

    def _turn_if_ours(self) -> Turn:
        if not self.engine.is_shared:
            return self._follow_or_rebuild()
        with turn_of(self.consumer) as is_ours:
            return self._follow_or_rebuild() if is_ours else Turn()

    def _follow_or_rebuild(self) -> Turn:
        state, failure = None, ""
        try:
            state = self._state()
            drained = self.follow_changes()
        except EngineAway as error:
            if time.monotonic() < self._no_rebuild_before or not self._is_rebuild_to_help(error):
                raise
            # A new index holds whatever the old one does not take or tell any more
            drained, failure = Drained(wants_rebuild=True), reason_of(error)
        # Not before: it may wait for whoever writes to an embedded database, and changes would with it
        self._say_seen(failure)
        reason = "somebody asked for it" if drained.wants_rebuild else self._why_rebuild(state)
        # First what is quick: people wait for changes, nobody for a rebuild, and it may fail
        if not reason or drained.has_more:
            return Turn(drained)
        if time.monotonic() < self._no_rebuild_before:
            return self._without_rebuild(state, drained)
        return Turn(drained, self._rebuild_or_pause(reason))

    def _state(self) -> IndexState | None:
        state = self.engine.state()
        self._progress = Progress.from_json(state.progress) if state else None
        return state

    def _is_rebuild_to_help(self, error: EngineAway) -> bool:
        """Whether somebody asked for one that the index has not had, and a server is there to take it: it
        answers, though not as it should.
        """
        if error.status is None:
            return False
        if self._progress is None:
            return outbox.is_rebuild_awaited(timezone.now())
        return outbox.wants_rebuild(self._progress)

    def _rebuild_or_pause(self, reason: str) -> Rebuilt:
        """Reading every listing takes long: what failed now will hardly succeed in a moment."""
        self._no_rebuild_before = time.monotonic() + PAUSE_OF_REBUILDS
        try:
            rebuilt = self.rebuild(reason)
        except Exception as error:
            self._failed_rebuild = error
            raise
        self._no_rebuild_before, self._failed_rebuild, self._has_missed = 0.0, None, False
        return rebuilt

    def _without_rebuild(self, state: IndexState | None, drained: Drained) -> Turn:
        """Where there is no index nothing is well until then: raises again why it could not be made."""
        if state is None and self._failed_rebuild:
            raise self._failed_rebuild.with_traceback(None)
        return Turn(drained)

    def _why_rebuild(self, state: IndexState | None) -> str:
        why = _why_rebuild(state, timezone.now())
        # Once other changes are followed, the progress does not tell that any more
        self._has_missed = self._has_missed or why == MISSED
        return why or (MISSED if self._has_missed else "")

    def _say_seen(self, error: str = "", *, done: int = 0, total: int = 0) -> None:
        """Say that it is there, what fails and how far a rebuild is: now and then, and at once when that is
        something else.
        """
        now = timezone.now()
        if self._said is None or now - self._said[0] >= SEEN_EVERY or (error, total) != self._said[1:]:
            say_seen(self.consumer, now, error, done=done, total=total)
            self._said = now, error, total


def _why_rebuild(state: IndexState | None, now: datetime) -> str:
    if state is None:
        return "there is none that can be read"
    if state.built_for != timezone.localdate(now):
        return "a new day has begun"
    if outbox.is_out_of_reach(Progress.from_json(state.progress), now):
        return MISSED
    return ""
