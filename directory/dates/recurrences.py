"""Days on which a recurrence rule (RFC 5545) falls, found by dateutil from near the days asked for.

dateutil walks a rule from its first day, and one that falls on no day as far as the year 9999. So a walk
begins whole intervals later, and only after a search through the last years of the calendar found a day.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import chain, dropwhile, islice, takewhile

from dateutil.rrule import rrule, rrulestr

from directory.dates.times import HELSINKI

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
PARTS = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"}
#: No number is 0: dateutil reads BYMONTHDAY=0 as every day
ITEM = r"[+-]?0?[1-9A-Z][0-9A-Z]*"
PART = re.compile(f"([A-Z]+)=({ITEM}(?:,{ITEM})*)")
UNTIL = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?")
#: Years in which each date comes on each weekday
CYCLE = 28
#: Longer stretches are walked day by day: whoever asks for them reads the first days only
REMEMBERED = timedelta(days=100)


@dataclass(frozen=True, eq=False)
class Rule:
    """A rule in its parts; `pattern` is the rule without its end, `until` is on the clock of Helsinki."""

    parts: dict[str, str]
    pattern: rrule
    interval: int
    count: int | None
    until: datetime | None


def normalize_rule(value: str) -> str:
    """Write a rule as it is kept. RFC 5545 knows no difference of case, and calendars give the whole line."""
    return value.strip().upper().removeprefix("RRULE:").removesuffix(";")


@lru_cache(maxsize=2048)
def parse_rule(value: str) -> Rule:
    """Read an RRULE value. Raises ValueError if it is not understood or falls on no day from any start."""
    parts = _read_parts(value)
    lasting = ";".join(f"{name}={part}" for name, part in parts.items() if name not in ("COUNT", "UNTIL"))
    rule = Rule(
        parts,
        pattern=rrulestr(lasting, dtstart=datetime(9999 - CYCLE, 1, 1)),
        interval=_read_positive(parts.get("INTERVAL", "1")),
        count=_read_positive(parts["COUNT"]) if "COUNT" in parts else None,
        until=_read_until(parts["UNTIL"]) if "UNTIL" in parts else None,
    )
    if not _has_any(rule.pattern.replace(interval=1)):
        raise ValueError(f"falls on no day: {value}")
    return rule


def days(rule: Rule, start: datetime, first: date, last: date) -> Iterator[date]:
    """The days of a rule between two days, in order. `start` is DTSTART on Helsinki's clock, without a zone.

    DTSTART is one of them only where the rule falls on it. COUNT counts days on which the rule falls, so
    a rule with COUNT is walked from DTSTART.
    """
    begin, last = start.date(), min(last, _until_day(rule, start))
    first = max(first, begin)
    if first > last or not _ever_falls(rule, begin):
        return iter(())
    if rule.count is None and last - first <= REMEMBERED:
        return iter(_remembered(rule, _period(rule, begin, first), _left_to(begin, rule), first, last))
    walk = islice(_walk(rule, begin, begin if rule.count else first), rule.count)
    return takewhile(lambda day: day <= last, dropwhile(lambda day: day < first, walk))


def last_day(rule: Rule, start: datetime) -> date | None:
    """The last day of a rule with an end; None where it has none or counts for more than twenty years."""
    if rule.count is None:
        return _until_day(rule, start) if rule.until else None
    first = start.date()
    counted = list(days(rule, start, first, first.replace(year=min(first.year + 20, 9998), day=1)))
    return counted[-1] if len(counted) == rule.count else None


def _until_day(rule: Rule, start: datetime) -> date:
    """The last day on which a session that begins at the time of `start` is not after UNTIL."""
    if rule.until is None:
        return date.max
    return rule.until.date() - timedelta(days=start.time() > rule.until.time())


@lru_cache(maxsize=2048)
def _ever_falls(rule: Rule, start: date) -> bool:
    """Whether a rule falls on any day after this start, in whose step alone it may never do."""
    late = date(max(start.year, 9999 - CYCLE * rule.interval), 1, 1)
    return _has_any(_walk(rule, start, max(start, late)))


def _has_any(walk: Iterator | rrule) -> bool:
    return next(iter(walk), None) is not None


@lru_cache(maxsize=16_384)
def _remembered(
    rule: Rule, step: date, left: tuple[tuple[str, int], ...], first: date, last: date
) -> tuple[date, ...]:
    """The days of a few weeks: most of the schedules of a city have the same ones."""
    return tuple(takewhile(lambda day: day <= last, _stepping(rule, step, left, first)))


def _walk(rule: Rule, start: date, first: date) -> Iterator[date]:
    """All days from `first` on, which is not before `start`."""
    return _stepping(rule, _period(rule, start, first), _left_to(start, rule), first)


def _stepping(rule: Rule, step: date, left: tuple[tuple[str, int], ...], first: date) -> Iterator[date]:
    moved = rule.pattern.replace(dtstart=step, **dict(left))
    return dropwhile(lambda day: day < first, (moment.date() for moment in moved))


def _left_to(start: date, rule: Rule) -> tuple[tuple[str, int], ...]:
    """What the rule does not say and takes from DTSTART."""
    frequency = rule.parts["FREQ"]
    if frequency == "DAILY" or not rule.parts.keys().isdisjoint(("BYDAY", "BYMONTHDAY")):
        return ()
    if frequency == "WEEKLY":
        return (("byweekday", start.weekday()),)
    if frequency == "MONTHLY" or "BYMONTH" in rule.parts:
        return (("bymonthday", start.day),)
    return ("bymonthday", start.day), ("bymonth", start.month)


def _period(rule: Rule, start: date, first: date) -> date:
    """The last day that begins a day, week or month in step with `start` and is not after `first`."""
    frequency, interval = rule.parts["FREQ"], rule.interval
    if frequency in ("DAILY", "WEEKLY"):
        week_start = WEEKDAYS.index(rule.parts.get("WKST", "MO"))
        back, length = ((start.weekday() - week_start) % 7, 7) if frequency == "WEEKLY" else (0, 1)
        begin, wanted = start.toordinal() - back, first.toordinal()
        return date.fromordinal(wanted - (wanted - begin) % (length * interval))
    begin, wanted = _month_number(start), _month_number(first)
    year, month = divmod(wanted - (wanted - begin) % ((12 if frequency == "YEARLY" else 1) * interval), 12)
    return date(year, month + 1, 1)


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _read_parts(value: str) -> dict[str, str]:
    matches = [PART.fullmatch(part) for part in normalize_rule(value).split(";")]
    parts = dict(match.groups() for match in matches if match)
    if len(parts) != len(matches) or not parts.keys() <= PARTS or parts.get("FREQ") not in FREQUENCIES:
        raise ValueError(f"not a rule for days: {value}")
    if {"COUNT", "UNTIL"} <= parts.keys() or (parts["FREQ"] == "WEEKLY" and "BYMONTHDAY" in parts):
        raise ValueError(f"parts that exclude each other: {value}")
    if "BYDAY" in parts:
        parts["BYDAY"] = _read_weekdays(parts)
    return parts


def _read_weekdays(parts: dict[str, str]) -> str:
    """BYDAY with all weekdays numbered or none: dateutil takes "3MO,FR" for Mondays that are Fridays."""
    weekdays = parts["BYDAY"].split(",")
    if all(weekday in WEEKDAYS for weekday in weekdays):
        return parts["BYDAY"]
    most = 53 if parts["FREQ"] == "YEARLY" and "BYMONTH" not in parts else 5
    if parts["FREQ"] in ("DAILY", "WEEKLY") or any(abs(int(day[:-2] or 1)) > most for day in weekdays):
        raise ValueError(f"no such weekday: {parts['BYDAY']}")
    numbered = ([day] if day[:-2] else [f"{n}{day}" for n in range(1, most + 1)] for day in weekdays)
    return ",".join(chain.from_iterable(numbered))


def _read_positive(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 10_000:
        raise ValueError(f"not a number from 1 to 9999: {text}")
    return int(text)


def _read_until(text: str) -> datetime:
    """A date means the whole day; Z means UTC; a time without Z is Helsinki's."""
    match = UNTIL.fullmatch(text)
    if not match or text < "1900":
        raise ValueError(f"UNTIL={text}")
    day, clock, is_utc = match.groups()
    if clock is None:
        return datetime.combine(datetime.strptime(day, "%Y%m%d"), time.max)
    moment = datetime.strptime(day + clock, "%Y%m%d%H%M%S")
    if (
        not is_utc or moment.year == 9999
    ):  # how some calendars write "never": there is no later hour to turn it into
        return moment
    return moment.replace(tzinfo=UTC).astimezone(HELSINKI).replace(tzinfo=None)
