"""What "open now", "today", "this week" and "in the evening" mean, defined once, in Helsinki's time.

Every function takes the moment that counts as now; it must be aware. A session belongs to a stretch of time
when the two overlap: whoever comes then finds it open.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import pgettext_lazy

#: Opening hours are the clock on the wall in Helsinki, whatever the server's or the reader's zone is
HELSINKI = ZoneInfo("Europe/Helsinki")


class Timed(Protocol):
    """Anything that begins, ends and may be cancelled."""

    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...
    @property
    def is_cancelled(self) -> bool: ...


@dataclass(frozen=True)
class Window:
    """A stretch of time in UTC, with its start and without its end."""

    start: datetime
    end: datetime

    def includes(self, session: Timed) -> bool:
        return session.starts_at < self.end and session.ends_at > self.start


class PartOfDay(models.TextChoices):
    MORNING = "morning", pgettext_lazy("part of the day", "Morning")
    AFTERNOON = "afternoon", pgettext_lazy("part of the day", "Afternoon")
    EVENING = "evening", pgettext_lazy("part of the day", "Evening")

    @property
    def hours(self) -> tuple[int, int]:
        """Its first hour and the hour after its last.

        The three fill the day: the hours after midnight belong to the evening before.
        """
        return {"morning": (4, 12), "afternoon": (12, 17), "evening": (17, 28)}[self.value]


def local_date(moment: datetime) -> date:
    return moment.astimezone(HELSINKI).date()


def at_midnight(day: date) -> datetime:
    """The moment a day begins, in UTC."""
    return datetime.combine(day, time.min, HELSINKI).astimezone(UTC)


def is_open(session: Timed, now: datetime) -> bool:
    return is_running(session.starts_at, session.ends_at, now) and not session.is_cancelled


def is_running(starts_at: datetime, ends_at: datetime, now: datetime) -> bool:
    """The same of a session that is known not to be cancelled: from its start until before its end."""
    return starts_at <= now < ends_at


def today(now: datetime) -> Window:
    """From now to midnight: what is over already is not today's any more."""
    return _from_now(now, until=local_date(now) + timedelta(days=1))


def tomorrow(now: datetime) -> Window:
    return on_date(local_date(now) + timedelta(days=1))


def this_week(now: datetime) -> Window:
    """What is left of the ISO week, Monday to Sunday: on a Sunday the rest of that day."""
    return _from_now(now, until=_next_monday(now))


def next_seven_days(now: datetime) -> Window:
    """Today and the six days after it, so that every weekday comes once, with what is over today."""
    today = local_date(now)
    return Window(at_midnight(today), at_midnight(today + timedelta(days=7)))


def weekend(now: datetime) -> Window:
    """Saturday and Sunday of this ISO week; from Saturday on, what is left of them."""
    monday = _next_monday(now)
    saturday = at_midnight(monday - timedelta(days=2))
    return Window(max(saturday, now.astimezone(UTC)), at_midnight(monday))


def weekdays(now: datetime) -> tuple[Window, ...]:
    """Monday to Friday, each of them once, from now on: before the next weekend and after it."""
    monday = _next_monday(now)
    before = _from_now(now, until=monday - timedelta(days=2))
    again = monday + timedelta(days=min(local_date(now).weekday(), 5))
    after = Window(at_midnight(monday), at_midnight(again))
    return tuple(window for window in (before, after) if window.start < window.end)


def on_date(day: date) -> Window:
    """The whole day, with what is over already."""
    return Window(at_midnight(day), at_midnight(day + timedelta(days=1)))


def parts_of_day(session: Timed) -> tuple[PartOfDay, ...]:
    """The parts of the day in which a session is open, in the order of the choices; never none."""
    first = local_date(session.starts_at) - timedelta(days=1)
    days = [first + timedelta(days=n) for n in range((local_date(session.ends_at) - first).days + 1)]
    return tuple(part for part in PartOfDay if any(_on(part, day).includes(session) for day in days))


def _from_now(now: datetime, until: date) -> Window:
    return Window(now.astimezone(UTC), at_midnight(until))


def _next_monday(now: datetime) -> date:
    day = local_date(now)
    return day + timedelta(days=7 - day.weekday())


def _on(part: PartOfDay, day: date) -> Window:
    first, end = (datetime.combine(day, time.min, HELSINKI) + timedelta(hours=hour) for hour in part.hours)
    return Window(first.astimezone(UTC), end.astimezone(UTC))
