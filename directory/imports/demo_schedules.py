"""Sessions of the demo as schedules, with dates counted from the day of loading: the demo never grows old."""

import datetime
import heapq
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from directory.choices import ScheduleDateKind
from directory.dates.public_holidays import is_public_holiday
from directory.dates.recurrences import days, parse_rule
from directory.imports.columns import columns
from directory.imports.problems import RefusedError
from directory.imports.references import References
from directory.models import Schedule, ScheduleDate

ONE_DAY = datetime.timedelta(days=1)
HORIZON = datetime.timedelta(days=400)


def make_schedules(values: Mapping[str, Any], references: References, today: datetime.date) -> list[Schedule]:
    """The schedules of a service's entry, in their order, not saved."""
    return [
        _schedule(session, values, references, today, number)
        for number, session in enumerate(values.get("session", ()))
    ]


def _schedule(
    session: Mapping[str, Any],
    values: Mapping[str, Any],
    references: References,
    today: datetime.date,
    sort_order: int,
) -> Schedule:
    schedule = Schedule(
        rrule=session.get("rule", ""),
        dtstart=today - today.weekday() * ONE_DAY,
        opens_at=datetime.time.fromisoformat(session["start"]),
        closes_at=datetime.time.fromisoformat(session["end"]),
        skips_holidays=session.get("skips_holidays", True),
        location=references.location(session["location"]) if session.get("location") else None,
        languages=_if_other(session, values, "languages", []),
        entry=_if_other(session, values, "entry", ""),
        sort_order=sort_order,
    )
    schedule.dates = list(_stated_dates(schedule, session, today))
    return schedule


def _if_other(session: Mapping[str, Any], values: Mapping[str, Any], key: str, nothing: Any) -> Any:
    """A session's own value; nothing where it is the listing's."""
    own = session.get(key, nothing)
    return nothing if own == values.get(key) else own


def _stated_dates(
    schedule: Schedule, session: Mapping[str, Any], today: datetime.date
) -> Iterable[ScheduleDate]:
    """Extra dates and cancelled ones; an extra date that is cancelled is there once, as cancelled."""
    extra = sorted(today + number * ONE_DAY for number in session.get("in_days", ()))
    if not schedule.rrule and not extra:
        raise RefusedError("a session has neither rule nor in_days")
    stated = {day: ScheduleDate(kind=ScheduleDateKind.EXTRA, date=day) for day in extra}
    for cancelled in session.get("cancelled", ()):
        day = _coming(schedule, extra, today, cancelled["number"])
        reason = columns("reason", cancelled.get("reason", {}))
        stated[day] = ScheduleDate(kind=ScheduleDateKind.CANCELLED, date=day, **reason)
    return stated.values()


def _coming(
    schedule: Schedule, extra: list[datetime.date], today: datetime.date, number: int
) -> datetime.date:
    """The date of the session with this number, counted from tomorrow: today's may be over already."""
    merged = heapq.merge(_rule_days(schedule, today + ONE_DAY), (day for day in extra if day > today))
    for day in islice(merged, number - 1, number):
        return day
    raise RefusedError(f"there is no coming session number {number} to cancel")


def _rule_days(schedule: Schedule, first: datetime.date) -> Iterator[datetime.date]:
    if not schedule.rrule:
        return
    begin = datetime.datetime.combine(schedule.dtstart, schedule.opens_at)
    for day in days(parse_rule(schedule.rrule), begin, first, first + HORIZON):
        if not (schedule.skips_holidays and is_public_holiday(day)):
            yield day
