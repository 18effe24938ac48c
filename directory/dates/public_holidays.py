"""Days on which schedules that skip public holidays do not meet."""

from datetime import date
from functools import lru_cache


def is_public_holiday(day: date) -> bool:
    """Whether a day is a Finnish public holiday, Midsummer Eve or Christmas Eve.

    The two eves are no public holidays in law, but offices and clubs close on them as on Sundays. New
    Year's Eve and Maundy Thursday are ordinary days. Whoever does meet on a holiday states it as an extra
    date.
    """
    return day in _public_holidays(day.year)


@lru_cache(maxsize=64)
def _public_holidays(year: int) -> frozenset[date]:
    import holidays  # noqa: PLC0415 - takes 19 MB, and whoever searches asks for no day

    # The package counts both eves among Finland's public holidays
    return frozenset(holidays.country_holidays("FI", years=year))
