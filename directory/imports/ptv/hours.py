"""Opening hours as sessions that repeat, with closed days cancelled from them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from directory.choices import Entry, ScheduleDateKind
from directory.dates.recurrences import WEEKDAYS, days, parse_rule
from directory.dates.times import HELSINKI
from directory.imports.ptv.texts import read_texts
from directory.imports.ptv.values import Remarks, Session, SessionDate, Texts

#: First date of hours that the source gives none for: a Monday, and the same one at every import
ALWAYS = date(2024, 1, 1)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
OVER_MIDNIGHT = ("OverMidnight", "Special")
LONGEST_CLOSING = timedelta(days=400)
Item = Mapping[str, Any]


@dataclass(frozen=True)
class Slot:
    """One stretch of time on one weekday; an end not after the beginning is past midnight."""

    weekday: int
    opens_at: time
    closes_at: time


@dataclass(frozen=True)
class Period:
    first: date | None
    last: date | None
    note: Texts = field(default_factory=dict)

    def includes(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def read_sessions(items: Iterable[Item] | None, remarks: Remarks) -> tuple[Session, ...]:
    """All service hours of a channel. Exceptional hours take the place of the normal ones on their days."""
    items = [
        item
        for item in items or []
        if item.get("isClosed") or item.get("isAlwaysOpen") or item.get("openingHour")
    ]
    special = [item for item in items if _is_special(item)]
    normal = [session for item in items if item not in special for session in _weekly(item, remarks)]
    closed = [period for item in special if (period := _special_period(item, remarks))]
    extra = [session for item in special if not item.get("isClosed") for session in _special(item, remarks)]
    return tuple([_without_days(session, closed) for session in normal] + extra)


def _is_special(item: Item) -> bool:
    return item.get("serviceHourType") == "Exceptional" or bool(item.get("isClosed"))


def _weekly(item: Item, remarks: Remarks) -> list[Session]:
    if item.get("isAlwaysOpen"):
        slots = [Slot(weekday, time(0), time(0)) for weekday in range(7)]
    else:
        slots = _slots(item, remarks)
    period = Period(None, None) if item.get("validForNow") else _period(item)
    return _sessions(slots, item, period, remarks)


def _sessions(slots: list[Slot], item: Item, period: Period, remarks: Remarks) -> list[Session]:
    """One session for all weekdays with the same times."""
    weekdays: dict[tuple[time, time], list[int]] = {}
    for slot in slots:
        weekdays.setdefault((slot.opens_at, slot.closes_at), []).append(slot.weekday)
    return [
        Session(
            rrule="FREQ=WEEKLY;BYDAY=" + ",".join(WEEKDAYS[weekday] for weekday in sorted(set(on))),
            dtstart=period.first or ALWAYS,
            opens_at=opens_at,
            closes_at=closes_at,
            valid_from=period.first,
            valid_to=period.last,
            # Hours without a pause have none on holidays either
            skips_holidays=not (opens_at == closes_at and len(set(on)) == 7),
            entry=Entry.APPOINTMENT if item.get("isReservation") else "",
            description=read_texts(item.get("additionalInformation"), remarks),
        )
        for (opens_at, closes_at), on in weekdays.items()
    ]


def _slots(item: Item, remarks: Remarks) -> list[Slot]:
    slots = []
    for hours in item.get("openingHour") or []:
        try:
            slots += _slots_of(hours, item.get("serviceHourType") in OVER_MIDNIGHT)
        except (ValueError, KeyError, AttributeError, TypeError):
            remarks.add(f"opening hours are not understood: {dict(hours)}")
    return slots


def _slots_of(hours: Item, is_over_midnight: bool) -> list[Slot]:
    """The slots of one entry; without a weekday it is about all.

    `dayTo` is the last of several like days, or the day on which an opening past midnight ends.
    """
    first = DAYS.index(hours.get("dayFrom") or "Monday")
    last = DAYS.index(hours.get("dayTo") or hours.get("dayFrom") or "Sunday")
    opens_at, closes_at = read_time(hours["from"]), read_time(hours["to"], is_end=True)
    span = [(first + n) % 7 for n in range((last - first) % 7 + 1)]
    if not is_over_midnight:
        return [Slot(weekday, opens_at, closes_at) for weekday in span]
    if len(span) == 1 or (len(span) == 2 and closes_at <= opens_at):
        return [Slot(first, opens_at, closes_at)]
    middle = [Slot(weekday, time(0), time(0)) for weekday in span[1:-1]]
    end = [Slot(last, time(0), closes_at)] if closes_at != time(0) else []
    return [Slot(first, opens_at, time(0)), *middle, *end]


def read_time(text: str, *, is_end: bool = False) -> time:
    """A time of day; 24:00 and an end a minute before it are midnight. Raises ValueError."""
    if text.startswith("24:00"):
        return time(0)
    moment = time.fromisoformat(text).replace(second=0, microsecond=0, tzinfo=None)
    return time(0) if is_end and moment == time(23, 59) else moment


def _special_period(item: Item, remarks: Remarks) -> Period | None:
    """The days that special hours are about, first and last known; None where they do not say."""
    period = _period(item)
    if period.first and not period.last and item.get("serviceHourType") == "Exceptional":
        period = replace(period, last=period.first)
    if (
        not period.first
        or not period.last
        or not period.first <= period.last <= period.first + LONGEST_CLOSING
    ):
        remarks.add(f"special hours without a period of at most {LONGEST_CLOSING.days} days are not carried")
        return None
    return replace(period, note=read_texts(item.get("additionalInformation"), remarks))


def _special(item: Item, remarks: Remarks) -> list[Session]:
    period = _special_period(item, remarks)
    if not period:
        return []
    if period.first == period.last:
        return _on_one_day(item, period, remarks)
    sessions = _weekly({**item, "validForNow": False}, remarks)
    return [replace(session, skips_holidays=False) for session in sessions]


def _on_one_day(item: Item, period: Period, remarks: Remarks) -> list[Session]:
    """Hours of a single date: the weekday they name may be missing or another one."""
    weekday = DAYS[period.first.weekday()]
    hours = [{"from": "00:00", "to": "00:00"}] if item.get("isAlwaysOpen") else item.get("openingHour") or []
    on_the_day = {**item, "isAlwaysOpen": False, "openingHour": [_at_home(entry, weekday) for entry in hours]}
    extra = SessionDate(ScheduleDateKind.EXTRA, period.first, {})
    sessions = _sessions(_slots(on_the_day, remarks), item, replace(period, last=period.first), remarks)
    return [
        replace(session, rrule="", valid_from=None, valid_to=None, skips_holidays=False, dates=(extra,))
        for session in sessions
    ]


def _at_home(hours: Item, weekday: str) -> dict:
    return {**hours, "dayFrom": weekday, "dayTo": ""}


def _without_days(session: Session, closed: list[Period]) -> Session:
    cancelled: dict[date, SessionDate] = {}
    start = datetime.combine(session.dtstart, session.opens_at)
    valid = Period(session.valid_from, session.valid_to)
    for period in closed:
        for day in days(parse_rule(session.rrule), start, period.first, period.last):
            if valid.includes(day):
                cancelled.setdefault(day, SessionDate(ScheduleDateKind.CANCELLED, day, period.note))
    return replace(session, dates=tuple(cancelled[day] for day in sorted(cancelled)))


def _period(item: Item) -> Period:
    return Period(_read_day(item.get("validFrom")), _read_day(item.get("validTo")))


def _read_day(text: str | None) -> date | None:
    """The day of a moment on Helsinki's clock; without a zone it is that already."""
    if not text:
        return None
    moment = datetime.fromisoformat(text)
    return (moment.astimezone(HELSINKI) if moment.tzinfo else moment).date()
