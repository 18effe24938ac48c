"""Hours of a judgement set's listing: "Tue 17-19", "Mon-Fri 9.30-15", "Mon, Wed 9-12", "24.12. 12-16"."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from directory.dates.recurrences import WEEKDAYS

_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_DAYS = rf"{_DAY}(?: ?[-–] ?{_DAY})?"
_CLOCK = r"(\d{1,2})(?:[:.](\d\d))?"
_HOURS = re.compile(
    rf"(?:(?P<days>{_DAYS}(?:(?:, ?| ?[/&] ?| and ){_DAYS})*)|(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.) +"
    rf"{_CLOCK} ?[-–] ?{_CLOCK}",
    re.IGNORECASE,
)
_RANGE = re.compile(rf"({_DAY})(?: ?[-–] ?({_DAY}))?", re.IGNORECASE)
_LEAP_YEAR = 2024


@dataclass(frozen=True, slots=True)
class Hours:
    """The days as a recurrence rule, and from when to when."""

    rrule: str
    opens_at: datetime.time
    closes_at: datetime.time


def read_hours(text: str) -> Hours:
    """Read days or a date, and the hours behind them. Raises ValueError where that is not all of the text."""
    found = _HOURS.fullmatch(text.strip())
    if not found:
        raise ValueError(text)
    rule = _weekly(found["days"]) if found["days"] else _yearly(int(found["day"]), int(found["month"]))
    opens, opens_minute, closes, closes_minute = found.groups()[-4:]
    return Hours(rule, _clock(opens, opens_minute), _clock(closes, closes_minute))


def _weekly(days: str) -> str:
    chosen = dict.fromkeys(day for first, last in _RANGE.findall(days) for day in _from_to(first, last))
    return f"FREQ=WEEKLY;BYDAY={','.join(chosen)}"


def _from_to(first: str, last: str) -> Iterator[str]:
    begin, end = (WEEKDAYS.index(day[:2].upper()) for day in (first, last or first))
    return (WEEKDAYS[(begin + number) % 7] for number in range((end - begin) % 7 + 1))


def _yearly(day: int, month: int) -> str:
    datetime.date(_LEAP_YEAR, month, day)
    return f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}"


def _clock(hour: str, minute: str | None) -> datetime.time:
    return datetime.time(0 if hour == "24" else int(hour), int(minute or 0))
