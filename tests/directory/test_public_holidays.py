"""Finnish public holidays, and the two eves that are kept like one."""

from datetime import date

import pytest

from directory.dates.public_holidays import is_public_holiday


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 6),  # Epiphany
        date(2026, 4, 6),  # Easter Monday
        date(2026, 5, 1),
        date(2026, 6, 19),  # Midsummer Eve
        date(2027, 6, 25),  # and that of another year
        date(2026, 12, 6),
        date(2026, 12, 24),
    ],
)
def test_holiday_is_kept(day):
    assert is_public_holiday(day)


@pytest.mark.parametrize("day", [date(2026, 4, 2), date(2026, 5, 10), date(2026, 12, 31), date(2026, 3, 8)])
def test_other_feast_is_an_ordinary_day(day):
    assert not is_public_holiday(day)
