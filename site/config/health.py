"""Whether this process can answer readers, and what somebody should look at."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import DatabaseError

from search.condition import Condition, conditions


@dataclass(frozen=True)
class Health:
    """`problems` keep readers from being answered; `warnings` do not: a late index still finds."""

    problems: tuple[str, ...] = ()
    engines: tuple[Condition, ...] = ()
    warnings: tuple[str, ...] = ()

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
        }


def look(now: datetime) -> Health:
    try:
        engines = tuple(conditions(now))
    except DatabaseError:
        return Health(("The database does not answer.",))
    problems = () if any(each.can_answer for each in engines) else ("There is no search index yet.",)
    return Health(problems, engines, tuple(line for each in engines for line in each.warnings))
