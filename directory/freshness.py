"""How a listing fades that nobody confirms (DESIGN D8): a label, a lower rank, then out of sight.

What counts are days since a person last confirmed it, but for those on which it was closed: nothing fades
meanwhile, and nobody is asked.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from django.conf import settings


class Freshness(IntEnum):
    """What holds for a listing, from when it is confirmed on. A later stage has all of the earlier ones."""

    FRESH = 0
    DUE = 1  # its people are asked
    LABELLED = 2
    LOWERED = 3
    HIDDEN = 4


@dataclass(frozen=True, slots=True)
class Closing:
    """A break, both days included; without a last day it is one until further notice."""

    first: date
    last: date | None = None

    def includes(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def days_between(self, after: date, until: date) -> int:
        """How many of its days are later than one day and not later than another."""
        first, last = max(self.first, after + timedelta(days=1)), min(self.last or until, until)
        return max(0, (last - first).days + 1)

    def shared_with(self, other: "Closing | None") -> "Closing | None":
        """The days that both have."""
        if other is None:
            return None
        first = max(self.first, other.first)
        last = min(filter(None, (self.last, other.last)), default=None)
        return Closing(first, last) if last is None or first <= last else None


def days_unconfirmed(
    assured_date: date, today: date, *, closing: Closing | None = None, paused_days: int = 0
) -> int:
    """The days that count. `paused_days` are those of earlier closings since it was confirmed."""
    paused = paused_days + (closing.days_between(assured_date, today) if closing else 0)
    return max(0, (today - assured_date).days - paused)


def freshness(days: int) -> Freshness:
    """The stage of a listing that was not confirmed for so many days."""
    return Freshness(sum(days >= limit for limit in settings.FRESHNESS_DAYS))


def days_until(stage: Freshness, days: int) -> int:
    """How many more days a listing has before it comes to a stage, if nobody confirms it."""
    return max(0, settings.FRESHNESS_DAYS[stage - 1] - days)
