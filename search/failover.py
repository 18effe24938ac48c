"""Search goes on while an engine is away or behind: another, kept current beside it, answers (DESIGN D13).

A breaker keeps readers from asking an engine that has just failed. Where a process follows its engines, a
watcher finds out whether it is back and has caught up; no reader waits for that.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import TypeVar

from purgatory import SyncCircuitBreakerFactory
from purgatory.domain.model import OpenedState

from search import metrics
from search.engines import Engine, EngineAway, IndexMissing, IndexState
from search.engines.errors import OutOfPatience
from search.engines.following import Follower
from search.engines.patience import TOO_SLOW
from search.indexing import outbox
from search.querying.queries import Query
from search.querying.results import Matching, Results, Suggestion

#: Seconds for which an engine that failed is not asked, and between two looks of the watcher: the worker has
#: most of the second in which a change is to be seen
CLOSED_FOR, WATCHED_EVERY = 5.0, 0.2
INSTEAD = (EngineAway, IndexMissing, OpenedState)

T = TypeVar("T")
logger = logging.getLogger(__name__)


class FailoverEngine:
    """Answers readers from the first engine, or from the second; what is written goes to each by itself."""

    def __init__(self, first: Engine, second: Engine):
        self.first, self.second, self.name = first, second, first.name
        self.breakers = SyncCircuitBreakerFactory(
            default_threshold=1, default_ttl=CLOSED_FOR, exclude=[IndexMissing, OutOfPatience]
        )
        self.watcher: Follower | None = None
        self.is_out = False
        #: How loudly it was said that it is
        self._level = logging.INFO
        #: How the first engine was when the watcher looked last, and when it answered last
        self.seen: IndexState | None = None
        self.known: IndexState | None = None

    def search(self, query: Query) -> Results:
        results, is_reserve = self._ask(lambda engine: engine.search(query))
        return replace(results, reserve=self.second.name) if is_reserve else results

    def count(self, query: Query) -> int:
        return self._ask(lambda engine: engine.count(query))[0]

    def matching(self, query: Query) -> Matching:
        return self._ask(lambda engine: engine.matching(query))[0]

    def suggest(self, text: str, language: str, limit: int = 8) -> list[Suggestion]:
        return self._ask(lambda engine: engine.suggest(text, language, limit))[0]

    def state(self) -> IndexState | None:
        return self._ask(lambda engine: engine.state())[0]

    def state_of_first(self) -> IndexState | None:
        """How the first engine is; None when it is away. Who asks again and again never waits for it."""
        if self.watcher and self.watcher.has_looked:
            return self.seen
        try:
            with self.breakers.get_breaker(self.first.name):
                self.known = self.first.state()
        except INSTEAD:
            return None
        return self.known

    def follow(self) -> None:
        """Follow both, and watch the first. Call it after a fork."""
        self.second.follow()
        self.first.follow()
        if self.watcher is None:
            self.watcher = Follower(self.look, every=WATCHED_EVERY)

    def look(self) -> None:
        """Find out whether the first engine answers, in time, and has all changes that the second has."""
        began = time.monotonic()
        try:
            self.seen = self.known = state = self.first.state()
        except EngineAway as away:
            self.seen = None
            self._tell(True, str(away))
            return
        if (took := time.monotonic() - began) > TOO_SLOW:
            self._tell(True, f"it takes {took:.1f} s to say how it is")
        elif _has_caught_up(state, self.second.state()):
            self._tell(False)
        elif state is None:
            self._tell(True, "it has no index")
        else:
            # So it is on a busy site for a moment after each change: the metrics tell how far behind it is
            self._tell(True, "it lacks changes", logging.INFO)

    def _ask(self, question: Callable[[Engine], T]) -> tuple[T, bool]:
        """Return an answer, and whether it is the second engine's."""
        if not self.is_out:
            try:
                with self.breakers.get_breaker(self.first.name):
                    return question(self.first), False
            except OutOfPatience:
                pass  # It tells of what was asked, not of the engine
            except INSTEAD as error:
                if self.watcher and isinstance(error, EngineAway):
                    self._tell(True, str(error))
        return question(self.second), True

    def _tell(self, is_out: bool, why: str = "", level: int = logging.WARNING) -> None:
        if is_out and (not self.is_out or level > self._level):
            logger.log(level, "Search turns from %s to %s: %s", self.first.name, self.second.name, why)
            self._level = level
        elif self.is_out and not is_out:
            logger.log(self._level, "Search turns back to %s.", self.first.name)
        self.is_out = is_out
        metrics.circuit_open.labels(self.first.name).set(int(is_out))


@cache
def failover(first: Engine, second: Engine) -> FailoverEngine:
    """Return this process's engine that stands for two."""
    return FailoverEngine(first, second)


def _has_caught_up(state: IndexState | None, other: IndexState | None) -> bool:
    """Whether an index has every change that the other one has; where there is none, it has."""
    if state is None or not state.progress or other is None or not other.progress:
        return state is not None or other is None
    own, others = (outbox.Progress.from_json(each.progress) for each in (state, other))
    return own.has_all_of(others)
