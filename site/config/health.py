"""Whether this process can answer readers, and what somebody should look at."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import DatabaseError

from search.duties.condition import Condition, conditions
from search.indexing import deriving


@dataclass(frozen=True)
class Health:
    """`problems` keep readers from being answered; `warnings` do not: a late index still finds.

    `meanings_waiting` is the number of listings that are found by their words alone until the model has read
    them.
    """

    problems: tuple[str, ...] = ()
    engines: tuple[Condition, ...] = ()
    warnings: tuple[str, ...] = ()
    meanings_waiting: int = 0

    @property
    def is_ready(self) -> bool:
        return not self.problems

    def to_json(self) -> dict[str, Any]:
        # The text of an error may name addresses: it stays in the log
        engines = [
            {name: value for name, value in asdict(each).items() if name != "error"} for each in self.engines
        ]
        return {
            "ready": self.is_ready,
            "problems": list(self.problems),
            "warnings": list(self.warnings),
            "engines": engines,
            "meanings_waiting": self.meanings_waiting,
        }


def look(now: datetime) -> Health:
    try:
        engines, meanings_waiting = tuple(conditions(now)), deriving.waiting()
    except DatabaseError:
        return Health(("The database does not answer.",))
    problems = () if any(each.can_answer for each in engines) else ("There is no search index yet.",)
    warnings = tuple(line for each in engines for line in each.warnings)
    return Health(problems, engines, warnings, meanings_waiting)
