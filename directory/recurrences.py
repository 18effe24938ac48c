"""Days on which a recurrence rule (RFC 5545) falls, without walking there from its first day.

Understood are FREQ (DAILY to YEARLY), INTERVAL, COUNT, UNTIL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS and
WKST. Hours, week numbers and days of the year are refused. A general library searches to the year 9999 for
a rule that never falls (30 February); here the work is bounded by the days asked for.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice

from directory.times import HELSINKI

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
WEEKDAY = re.compile(r"^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$")
UNTIL = re.compile(r"^(\d{8})(?:T(\d{6})(Z?))?$")


@dataclass(frozen=True)
class Rule:
    """A parsed rule. `weekdays` holds pairs (which one in the month or year, or 0 for every; Monday = 0)."""

    frequency: str
    interval: int = 1
    count: int | None = None
    until: datetime | None = None  # on the clock of Helsinki
    weekdays: frozenset[tuple[int, int]] = frozenset()
    month_days: frozenset[int] = frozenset()
    months: frozenset[int] = frozenset()
    positions: frozenset[int] = frozenset()
    week_start: int = 0


@lru_cache(maxsize=2048)
def parse_rule(value: str) -> Rule:
    """Read an RRULE value. Raises ValueError for anything that is not understood."""
    parts = [part.partition("=")[::2] for part in value.split(";")]
    texts = dict(parts)
    if len(texts) != len(parts) or not texts.keys() <= READERS.keys() or "FREQ" not in texts:
        raise ValueError(f"not a rule for days: {value}")
    rule = Rule(**{READERS[name][0]: READERS[name][1](text) for name, text in texts.items()})
    _refuse_nonsense(rule)
    return rule


def days(rule: Rule, start: datetime, first: date, last: date) -> Iterator[date]:
    """The days of a rule between two days, in order. `start` is DTSTART on Helsinki's clock, without a zone.

    DTSTART is one of them only where the rule falls on it, and COUNT counts days on which the rule falls.
    """
    rule, begin = _completed(rule, start.date()), start.date()
    last = min(last, _until_day(rule, start))
    if rule.count is None:
        return _falling(rule, begin, max(first, begin), last)
    return (day for day in islice(_falling(rule, begin, begin, last), rule.count) if day >= first)


def last_day(rule: Rule, start: datetime) -> date | None:
    """The last day of a rule with an end; None where it has none or counts for more than twenty years."""
    if rule.count is None:
        return _until_day(rule, start) if rule.until else None
    first = start.date()
    counted = list(days(rule, start, first, first.replace(year=min(first.year + 20, 9998), day=1)))
    return counted[-1] if len(counted) == rule.count else None


def _completed(rule: Rule, start: date) -> Rule:
    """The rule with what it leaves to DTSTART written out."""
    if rule.weekdays or rule.month_days or rule.frequency == "DAILY":
        return rule
    if rule.frequency == "WEEKLY":
        return replace(rule, weekdays=frozenset({(0, start.weekday())}))
    months = rule.months or frozenset({start.month}) if rule.frequency == "YEARLY" else rule.months
    return replace(rule, months=months, month_days=frozenset({start.day}))


def _until_day(rule: Rule, start: datetime) -> date:
    """The last day on which a session that begins at the time of `start` is not after UNTIL."""
    if rule.until is None:
        return date.max
    return rule.until.date() - timedelta(days=start.time() > rule.until.time())


def _falling(rule: Rule, start: date, first: date, last: date) -> Iterator[date]:
    for period in PERIODS[rule.frequency](rule, start, first, last):
        fitting = [day for day in period if _fits(rule, day)]
        for day in _at_positions(rule, fitting):
            if first <= day <= last:
                yield day


def _days(rule: Rule, start: date, first: date, last: date) -> Iterator[list[date]]:
    begin = _aligned(start.toordinal(), first.toordinal(), rule.interval)
    for day in range(begin, last.toordinal() + 1, rule.interval):
        yield [date.fromordinal(day)]


def _weeks(rule: Rule, start: date, first: date, last: date) -> Iterator[list[date]]:
    """The weekdays asked for in each week: not all seven, since most rules are weekly and pages show many."""
    offsets = sorted((weekday - rule.week_start) % 7 for _nth, weekday in rule.weekdays)
    week = start.toordinal() - (start.weekday() - rule.week_start) % 7
    begin = _aligned(week, first.toordinal(), 7 * rule.interval)
    for monday in range(begin, last.toordinal() + 1, 7 * rule.interval):
        yield [date.fromordinal(monday + offset) for offset in offsets]


def _months(rule: Rule, start: date, first: date, last: date) -> Iterator[list[date]]:
    begin = _aligned(_month_number(start), _month_number(first), rule.interval)
    for number in range(begin, _month_number(last) + 1, rule.interval):
        year, month = divmod(number, 12)
        yield _days_of_month(year, month + 1)


def _years(rule: Rule, start: date, first: date, last: date) -> Iterator[list[date]]:
    begin = _aligned(start.year, first.year, rule.interval)
    for year in range(begin, last.year + 1, rule.interval):
        yield [day for month in sorted(rule.months) or range(1, 13) for day in _days_of_month(year, month)]


PERIODS = {"DAILY": _days, "WEEKLY": _weeks, "MONTHLY": _months, "YEARLY": _years}


def _aligned(start: int, wanted: int, step: int) -> int:
    """The last number not after `wanted`, and not before `start`, that is whole steps away from it."""
    return start + max(0, (wanted - start) // step) * step


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _days_of_month(year: int, month: int) -> list[date]:
    return [date(year, month, day) for day in range(1, calendar.monthrange(year, month)[1] + 1)]


def _fits(rule: Rule, day: date) -> bool:
    if rule.months and day.month not in rule.months:
        return False
    if rule.month_days and not rule.month_days & {day.day, day.day - _days_in(day, by_year=False) - 1}:
        return False
    # Weeks were made of the right weekdays already
    return rule.frequency == "WEEKLY" or not rule.weekdays or _fits_weekday(rule, day)


def _fits_weekday(rule: Rule, day: date) -> bool:
    wanted = {nth for nth, weekday in rule.weekdays if weekday == day.weekday()}
    return 0 in wanted or (bool(wanted) and not wanted.isdisjoint(_nth(rule, day)))


def _nth(rule: Rule, day: date) -> tuple[int, int]:
    """Which one of its weekday a day is in the month, or in the year: from the start and from the end."""
    by_year = rule.frequency == "YEARLY" and not rule.months
    number = day.timetuple().tm_yday if by_year else day.day
    return (number - 1) // 7 + 1, -((_days_in(day, by_year=by_year) - number) // 7 + 1)


def _days_in(day: date, *, by_year: bool) -> int:
    return 365 + calendar.isleap(day.year) if by_year else calendar.monthrange(day.year, day.month)[1]


def _at_positions(rule: Rule, fitting: list[date]) -> list[date]:
    if not rule.positions:
        return fitting
    size = len(fitting)
    return [day for n, day in enumerate(fitting) if rule.positions & {n + 1, n - size}]


def _refuse_nonsense(rule: Rule) -> None:
    has_nth = any(nth for nth, _weekday in rule.weekdays)
    if rule.frequency in ("DAILY", "WEEKLY") and has_nth:
        raise ValueError("which weekday of the month, in a rule for days or weeks")
    if rule.frequency == "WEEKLY" and rule.month_days:
        raise ValueError("days of the month in a rule for weeks")
    if rule.count is not None and rule.until is not None:
        raise ValueError("COUNT and UNTIL in one rule")


def _read_frequency(text: str) -> str:
    if text not in FREQUENCIES:
        raise ValueError(f"FREQ={text}")
    return text


def _read_positive(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 10_000:
        raise ValueError(f"not a number from 1 to 9999: {text}")
    return int(text)


def _read_numbers(limit: int, *, negative: bool):
    def read(text: str) -> frozenset[int]:
        numbers = frozenset(int(number) for number in text.split(","))
        if 0 in numbers or any(abs(number) > limit or (number < 0 and not negative) for number in numbers):
            raise ValueError(f"out of range: {text}")
        return numbers

    return read


def _read_weekdays(text: str) -> frozenset[tuple[int, int]]:
    matches = [WEEKDAY.match(part) for part in text.split(",")]
    if not all(matches) or any(match[1] and int(match[1]) == 0 for match in matches):
        raise ValueError(f"BYDAY={text}")
    return frozenset((int(match[1] or 0), WEEKDAYS.index(match[2])) for match in matches)


def _read_until(text: str) -> datetime:
    """A date means the whole day; Z means UTC; a time without Z is Helsinki's."""
    match = UNTIL.match(text)
    if not match or text < "1900":
        raise ValueError(f"UNTIL={text}")
    day, clock, is_utc = match.groups()
    if clock is None:
        return datetime.combine(datetime.strptime(day, "%Y%m%d"), time.max)
    moment = datetime.strptime(day + clock, "%Y%m%d%H%M%S")
    if moment.year == 9999:  # how some calendars write "never": there is no later hour to convert it to
        return moment
    return moment.replace(tzinfo=UTC).astimezone(HELSINKI).replace(tzinfo=None) if is_utc else moment


#: For each part of a rule: the field it fills and how its text is read
READERS = {
    "FREQ": ("frequency", _read_frequency),
    "INTERVAL": ("interval", _read_positive),
    "COUNT": ("count", _read_positive),
    "UNTIL": ("until", _read_until),
    "BYDAY": ("weekdays", _read_weekdays),
    "BYMONTHDAY": ("month_days", _read_numbers(31, negative=True)),
    "BYMONTH": ("months", _read_numbers(12, negative=False)),
    "BYSETPOS": ("positions", _read_numbers(366, negative=True)),
    "WKST": ("week_start", WEEKDAYS.index),
}
