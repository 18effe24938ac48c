"""Schedules of synthetic listings: mostly weekly, by day and by evening."""

import datetime
import random

from directory.choices import Entry
from directory.imports.blanks import fill_blank
from directory.models import Location, Schedule

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEKDAY_WEIGHTS = (5, 5, 5, 5, 4, 2, 1)
#: One schedule is the most common, eight the most
NUMBERS = range(1, 9)
NUMBER_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 1)


def make_schedules(
    places: list[Location], languages: list[str], monday: datetime.date, chance: random.Random
) -> list[Schedule]:
    """One to eight schedules at these places, not saved and of no listing yet."""
    (count,) = chance.choices(NUMBERS, NUMBER_WEIGHTS)
    return [_schedule(places, languages, monday, chance, number) for number in range(count)]


def _schedule(
    places: list[Location],
    languages: list[str],
    monday: datetime.date,
    chance: random.Random,
    sort_order: int,
) -> Schedule:
    begins, halves = chance.randint(16, 38), chance.randint(2, 6)
    return fill_blank(
        Schedule,
        rrule=_rule(chance),
        dtstart=monday,
        opens_at=_clock(begins),
        closes_at=_clock(begins + halves),
        location=chance.choice(places) if places else None,
        languages=[chance.choice(languages)] if chance.random() < 0.2 else [],
        entry=chance.choice(Entry.values) if chance.random() < 0.1 else "",
        sort_order=sort_order,
    )


def _rule(chance: random.Random) -> str:
    (weekday,) = chance.choices(WEEKDAYS, WEEKDAY_WEIGHTS)
    kind = chance.random()
    if kind < 0.1:
        return f"FREQ=MONTHLY;BYDAY={chance.randint(1, 4)}{weekday}"
    if kind < 0.25:
        return f"FREQ=WEEKLY;INTERVAL=2;BYDAY={weekday}"
    if kind < 0.35:
        return "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
    return f"FREQ=WEEKLY;BYDAY={weekday}"


def _clock(half_hours: int) -> datetime.time:
    return datetime.time(half_hours // 2, half_hours % 2 * 30)
