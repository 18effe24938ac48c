"""Months and periods of reports."""

from datetime import date


def first_of(day: date) -> date:
    return day.replace(day=1)


def month_before(month: date, number: int = 1) -> date:
    """So many months earlier, or later where the number is negative."""
    year, index = divmod(month.year * 12 + month.month - 1 - number, 12)
    return date(year, index + 1, 1)


def months_between(first: date, last: date) -> list[date]:
    """Both included, the earliest first."""
    number = (last.year - first.year) * 12 + last.month - first.month
    return [month_before(first, -each) for each in range(number + 1)]
