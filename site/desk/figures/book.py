"""The figures of a period, read in a few queries, whatever is asked of them afterwards."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Max, Q, Sum

from desk.figures.periods import Period
from desk.figures.subjects import SUBJECTS, By
from desk.figures.tally import LETTERS, Cell
from desk.models import Figure

What = Figure.What
#: What is counted as it is on a day: of a period its last count
AT_THE_END = frozenset(
    what
    for subject in SUBJECTS.values()
    for measure in subject.measures
    if measure.is_at_the_end
    for what in (measure.what, *dict(measure.others).values())
)


class Book:
    """Numbers by what they count and by cell."""

    def __init__(self, rows: Iterable[tuple]):
        self._pages: dict[str, dict[Cell, int]] = defaultdict(dict)
        for what, *cell, number in rows:
            self._pages[what][Cell(*cell)] = number

    def number(self, what: str, cell: Cell) -> int:
        return self._pages[what].get(cell, 0)

    def column(self, what: str, by: By, narrowed: Cell) -> dict[str, int]:
        """The numbers of all values of a column, narrowed down to a cell that has none of it."""
        all_of_it = {by.column: ""}
        return {
            getattr(cell, by.column): number
            for cell, number in self._pages[what].items()
            if getattr(cell, by.column) and cell._replace(**all_of_it) == narrowed
        }


def read(period: Period, cells: Q) -> Book:
    """Two queries."""
    latest, happened = latest_count(period), ~Q(what__in=AT_THE_END)
    found = Figure.objects.filter(cells, month__gte=period.first, month__lte=period.last)
    found = found.filter(happened | Q(month=latest, what__in=AT_THE_END) if latest else happened)
    return Book(found.order_by().values_list("what", *Cell._fields).annotate(number=Sum("number")))


def latest_count(period: Period) -> date | None:
    whole = Figure.objects.filter(what=What.LISTINGS, divided_by="")
    return whole.filter(month__gte=period.first, month__lte=period.last).aggregate(last=Max("month"))["last"]


def by_month(months: list[date], cell: Cell, whats: Iterable[str]) -> dict[tuple[str, date], int]:
    """The numbers of one cell in each month. One query."""
    found = Figure.objects.filter(
        what__in=list(whats), month__gte=months[0], month__lte=months[-1],
        divided_by=cell.divided_by, **cell._asdict(),
    )  # fmt: skip
    return {(what, month): number for what, month, number in found.values_list("what", "month", "number")}


def single_cells() -> Q:
    """Numbers that are divided by one thing at most."""
    return Q(divided_by__in=["", *LETTERS])


def cells_by(by: By, narrowed: Cell, whats: Iterable[str]) -> Q:
    """Those of all values of a column, and their sum."""
    values = {name: value for name, value in narrowed._asdict().items() if name != by.column}
    letter = LETTERS[Cell._fields.index(by.column)]
    with_it = sorted({*narrowed.divided_by, letter}, key=LETTERS.index)
    return Q(divided_by__in=[narrowed.divided_by, "".join(with_it)], what__in=list(whats), **values)
