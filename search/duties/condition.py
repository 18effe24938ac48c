"""How the way from the database to each index is doing, for whoever watches the site."""

from dataclasses import dataclass
from datetime import datetime

from search.engines import Engine, EngineAway, IndexState, get_engines
from search.failover import failover
from search.indexing.consumers import MISSED_AFTER, consumer_of
from search.indexing.outbox import Progress, waiting
from search.indexing.poison import number_of_failures
from search.models import Consumer

#: Changes are to be found within a second: after a minute something is wrong
LATE_AFTER = 60.0


@dataclass(frozen=True)
class Condition:
    """Of one engine: what its index holds, and what it lacks. While it is away, going by what it said last.

    `waiting_seconds` is the age of the oldest change that is not in it, `seen_seconds` that of the last sign
    of its worker. Both are None where there is none; so are `listings` and `waiting` where nothing is known.
    """

    engine: str
    can_answer: bool
    listings: int | None = None
    built_for: str = ""
    waiting: int | None = None
    waiting_seconds: float | None = None
    set_aside: int = 0
    seen_seconds: float | None = None
    error: str = ""

    @property
    def warnings(self) -> list[str]:
        """What somebody should look at, though readers are answered."""
        found = []
        if not self.can_answer:
            found.append(f"The index of {self.engine} cannot answer.")
        if self.waiting_seconds and self.waiting_seconds > LATE_AFTER:
            found.append(
                f"{self.waiting} changes wait for {self.engine}, the oldest {self.waiting_seconds:.0f} s."
            )
        if self.set_aside:
            found.append(f"{self.set_aside} set aside in {self.engine}: see manage.py check_index.")
        if self.seen_seconds is None or self.seen_seconds > MISSED_AFTER.total_seconds():
            found.append(f"No worker of {self.engine} was seen lately.")
        if self.error:
            found.append(f"The worker of {self.engine} failed last: its log says why.")
        return found


def conditions(now: datetime) -> list[Condition]:
    """The condition of each engine that is kept current on this host, the embedded one first."""
    embedded, *others = get_engines()
    state = _state(embedded)
    found = [_condition(embedded, state, now, can_answer=state is not None)]
    for each in others:
        watched = failover(each, embedded)
        can_answer = watched.state_of_first() is not None
        found.append(_condition(each, watched.known, now, can_answer=can_answer))
    return found


def _state(engine: Engine) -> IndexState | None:
    try:
        return engine.state()
    except EngineAway:
        return None


def _condition(engine: Engine, known: IndexState | None, now: datetime, *, can_answer: bool) -> Condition:
    name = consumer_of(engine)
    consumer = Consumer.objects.filter(name=name).first() or Consumer()
    lacks = waiting(Progress.from_json(known.progress)) if known and known.progress else None
    return Condition(
        engine=engine.name,
        can_answer=can_answer,
        listings=known.services if known else None,
        built_for=known.built_for.isoformat() if known else "",
        waiting=lacks.rows if lacks else None,
        waiting_seconds=_age(lacks.since, now) if lacks else None,
        set_aside=number_of_failures(name),
        seen_seconds=_age(consumer.seen_at, now),
        error=consumer.error,
    )


def _age(moment: datetime | None, now: datetime) -> float | None:
    return max(0.0, round((now - moment).total_seconds(), 1)) if moment else None
