"""How the numbers of a figure went, month by month."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desk.figures.rows import as_number
from desk.figures.subjects import Measure, Subject
from desk.figures.table import Number
from directory.reading import wording


@dataclass(frozen=True)
class Month:
    """`code` is short: "3/2026". A number is None where nothing was counted."""

    code: str
    name: str
    numbers: tuple[Number | None, ...]


@dataclass(frozen=True)
class Trend:
    labels: tuple[str, ...]
    months: tuple[Month, ...]

    def __bool__(self) -> bool:
        """One month alone shows nothing."""
        return sum(month.numbers[0] is not None for month in self.months) > 1


def trend(subject: Subject, months: list[date], numbers: Mapping[tuple[str, date], int]) -> Trend:
    """From the first month of which something was counted."""
    counted = {month for _what, month in numbers}
    shown = [month for month in months if counted and month >= min(counted)]
    return Trend(
        tuple(str(measure.label) for measure in subject.measures),
        tuple(_month(subject.measures, month, numbers) for month in shown),
    )


def _month(measures: tuple[Measure, ...], month: date, numbers: Mapping[tuple[str, date], int]) -> Month:
    found = [(measure, numbers.get((measure.what, month))) for measure in measures]
    return Month(
        f"{month.month}/{month.year}",
        wording.month_name(month),
        tuple(None if number is None else as_number(number, measure) for measure, number in found),
    )
