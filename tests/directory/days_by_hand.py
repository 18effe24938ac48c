"""The days of a recurrence rule by the words of RFC 5545: each day asked by itself, without any library."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import lru_cache

WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def days_by_hand(rule: str, start: datetime, first: date, last: date) -> list[date]:
    """The days of a rule between two days. UNTIL, where it has one, is a date or a time in Helsinki."""
    parts = parts_of(rule)
    count = int(parts.get("COUNT", 10_000))
    walked = span(start.date() if "COUNT" in parts else max(first, start.date()), last)
    falling = [day for day in walked if falls(rule, start.date(), day)][:count]
    return [
        day for day in falling if day >= first and is_by_until(parts, datetime.combine(day, start.time()))
    ]


@lru_cache(maxsize=64)
def parts_of(rule: str) -> dict[str, str]:
    return dict(part.split("=") for part in rule.split(";"))


def span(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def is_by_until(parts: dict[str, str], moment: datetime) -> bool:
    until = parts.get("UNTIL", "99991231")
    if "T" in until:
        return moment <= datetime.strptime(until, "%Y%m%dT%H%M%S")
    return f"{moment:%Y%m%d}" <= until


def falls(rule: str, start: date, day: date) -> bool:
    parts = parts_of(rule)
    begin, end = period(parts, day)
    if periods_apart(parts, period(parts, start)[0], begin) % int(parts.get("INTERVAL", 1)):
        return False
    if "BYSETPOS" not in parts:
        return matches(rule, start, day)
    fitting = [each for each in span(begin, end) if matches(rule, start, each)]
    positions = [int(text) for text in parts["BYSETPOS"].split(",")]
    return any(
        day in fitting[n - 1 if n > 0 else len(fitting) + n :][:1] for n in positions if -n <= len(fitting)
    )


def period(parts: dict[str, str], day: date) -> tuple[date, date]:
    """The first and the last day of the day, week, month or year that a day is in."""
    if parts["FREQ"] == "DAILY":
        return day, day
    if parts["FREQ"] == "WEEKLY":
        begin = day
        while WEEKDAYS[begin.weekday()] != parts.get("WKST", "MO"):
            begin -= timedelta(days=1)
        return begin, begin + timedelta(days=6)
    return month_of(day) if parts["FREQ"] == "MONTHLY" else year_of(day)


def periods_apart(parts: dict[str, str], one: date, other: date) -> int:
    return {
        "DAILY": (other - one).days,
        "WEEKLY": (other - one).days // 7,
        "MONTHLY": (other.year - one.year) * 12 + other.month - one.month,
        "YEARLY": other.year - one.year,
    }[parts["FREQ"]]


@lru_cache(maxsize=100_000)
def matches(rule: str, start: date, day: date) -> bool:
    parts = parts_of(rule)
    if "BYMONTH" in parts and str(day.month) not in parts["BYMONTH"].split(","):
        return False
    if "BYMONTHDAY" in parts and not is_month_day(parts["BYMONTHDAY"].split(","), day):
        return False
    if "BYDAY" in parts:
        return any(is_weekday(text, parts, day) for text in parts["BYDAY"].split(","))
    return "BYMONTHDAY" in parts or is_like_start(parts, start, day)


def is_month_day(texts: list[str], day: date) -> bool:
    return str(day.day) in texts or str(day.day - month_of(day)[1].day - 1) in texts


def is_weekday(text: str, parts: dict[str, str], day: date) -> bool:
    """Whether a day is MO, or 2MO or -2MO of its month, or of its year in a yearly rule for no month."""
    if text[-2:] != WEEKDAYS[day.weekday()]:
        return False
    first, last = year_of(day) if parts["FREQ"] == "YEARLY" and "BYMONTH" not in parts else month_of(day)
    before, after = (day - first).days // 7, (last - day).days // 7
    return text[:-2] in ("", str(before + 1), str(-after - 1))


def is_like_start(parts: dict[str, str], start: date, day: date) -> bool:
    return {
        "DAILY": True,
        "WEEKLY": day.weekday() == start.weekday(),
        "MONTHLY": day.day == start.day,
        "YEARLY": day.day == start.day and ("BYMONTH" in parts or day.month == start.month),
    }[parts["FREQ"]]


def month_of(day: date) -> tuple[date, date]:
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def year_of(day: date) -> tuple[date, date]:
    return date(day.year, 1, 1), date(day.year, 12, 31)
