"""How the way from the database to each index is doing, for whoever watches the site."""

from dataclasses import dataclass
from datetime import datetime

from search.consumers import MISSED_AFTER, consumer_of
from search.engines import Engine, IndexState, get_engines
from search.failover import failover
from search.models import Consumer
from search.outbox import Progress, Waiting, waiting
from search.poison import number_of_failures

#: Changes are to be found within a second: after a minute something is wrong
LATE_AFTER = 60.0


@dataclass(frozen=True)
class Condition:
    """Of one engine: what its index holds, and what it lacks.

    `waiting_seconds` is the age of the oldest change that is not in it, `seen_seconds` that of the last sign
    of its worker. Both are None where there is none.
    """

    engine: str
    can_answer: bool
    listings: int = 0
    built_for: str = ""
    waiting: int = 0
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
    found = [_condition(embedded, embedded.state(), now)]
    return found + [_condition(each, failover(each, embedded).state_of_first(), now) for each in others]


def _condition(engine: Engine, state: IndexState | None, now: datetime) -> Condition:
    name = consumer_of(engine)
    consumer = Consumer.objects.filter(name=name).first() or Consumer()
    # An index that cannot be asked does not say what it lacks either
    lacks = waiting(Progress.from_json(state.progress)) if state and state.progress else Waiting()
    return Condition(
        engine=engine.name,
        can_answer=state is not None,
        listings=state.services if state else 0,
        built_for=state.built_for.isoformat() if state else "",
        waiting=lacks.rows,
        waiting_seconds=_age(lacks.since, now),
        set_aside=number_of_failures(name),
        seen_seconds=_age(consumer.seen_at, now),
        error=consumer.error,
    )


def _age(moment: datetime | None, now: datetime) -> float | None:
    return max(0.0, round((now - moment).total_seconds(), 1)) if moment else None
