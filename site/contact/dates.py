"""The day by which a unit answers."""

import datetime

from directory.dates.public_holidays import is_public_holiday

SATURDAY = 5


def after_working_days(day: datetime.date, count: int) -> datetime.date:
    """So many working days later, without weekends and public holidays."""
    while count:
        day += datetime.timedelta(days=1)
        count -= _is_working(day)
    return day


def _is_working(day: datetime.date) -> bool:
    return day.weekday() < SATURDAY and not is_public_holiday(day)
