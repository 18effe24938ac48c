"""One figure as a page shows it: its table, its trend and the plots of both."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from desk.figures.asked import Asked
from desk.figures.book import Book, by_month, cells_by, read
from desk.figures.plotted import table_plot, trend_plot
from desk.figures.rows import table_of
from desk.figures.table import Table
from desk.figures.trends import Trend, trend

#: Rows on a page; files have all
MOST_ROWS = 50


@dataclass(frozen=True)
class Section:
    asked: Asked
    table: Table
    trend: Trend | None = None

    @cached_property
    def plot(self) -> SafeString | str:
        return table_plot(self.table)

    @cached_property
    def trend_plot(self) -> SafeString | str:
        return trend_plot(self.trend, _("Month by month"), f"{self.table.name}-trend") if self.trend else ""


def section(asked: Asked, today: date) -> Section:
    """Six queries at most."""
    cells = cells_by(asked.by, asked.narrowed, asked.whats)
    books = read(asked.period, cells), read(asked.period.before, cells)
    months = asked.period.trend(today)
    whats = [measure.what for measure in asked.subject.measures]
    found = trend(asked.subject, months, by_month(months, asked.narrowed, whats))
    return section_of(asked, books, found, MOST_ROWS)


def section_of(asked: Asked, books: tuple[Book, Book], found: Trend | None, most_rows: int) -> Section:
    """Made of what was read already: for all parts of a report at once."""
    return Section(asked, table_of(asked, books, most_rows), found)
