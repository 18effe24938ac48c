"""Ages of children out of numbers: years, months, and grades of the Finnish school."""

from collections.abc import Iterable

OLDEST_CHILD = 17
GRADES = range(1, 11)
#: Children turn seven in the year in which the first grade begins
BEFORE_SCHOOL = 6
MOST_MONTHS = 35
#: "Under three" is two, one or not yet one; "under eighteen" is nearly any child
WIDEST_UNDER = 7


def ages_of(unit: str, numbers: tuple[int, ...]) -> tuple[int, ...]:
    """The ages in years that numbers of a unit mean; none where one of them is no child's."""
    years = [year for number in numbers for year in _years_of(unit, number)]
    return tuple(dict.fromkeys(year for year in years if year is not None)) if None not in years else ()


def _years_of(unit: str, number: int) -> Iterable[int | None]:
    if unit == "years_under":
        return range(number) if number <= WIDEST_UNDER else (None,)
    return (_years(unit, number),)


def _years(unit: str, number: int) -> int | None:
    if unit == "grades":
        return number + BEFORE_SCHOOL if number in GRADES else None
    if unit.startswith("months"):
        return number // 12 if 0 < number <= MOST_MONTHS else None
    return number if number <= OLDEST_CHILD else None
