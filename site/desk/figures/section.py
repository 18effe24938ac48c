"""One figure as a page shows it: its table, its trend and the plots of both."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from desk.figures.asked import Asked
from desk.figures.book import Book, by_month, cells_by, read
from desk.figures.plotted import table_plot, trend_plot
from desk.figures.table import Row, Table
from desk.figures.trends import Trend, trend

#: Rows on a page; files have all
MOST_ROWS = 50


@dataclass(frozen=True)
class Section:
    asked: Asked
    table: Table
    trend: Trend | None = None
    most_rows: int = MOST_ROWS

    @property
    def name(self) -> str:
        """For the ids of its elements."""
        return f"{self.asked.subject.code}-{self.asked.by}"

    @property
    def title(self) -> str:
        return str(self.asked.subject.title)

    @cached_property
    def rows(self) -> list[Row]:
        return self.table.rows[: self.most_rows]

    @property
    def left_out(self) -> int:
        return len(self.table.rows) - len(self.rows)

    @property
    def series(self) -> list[str]:
        """What the two bars of a row are, where there are two."""
        measures = self.asked.subject.measures
        return [str(measure.label) for measure in measures] if self.asked.subject.has_shares else []

    @cached_property
    def plot(self) -> SafeString | str:
        return table_plot(self.table, self.title, self.name)

    @cached_property
    def trend_plot(self) -> SafeString | str:
        return trend_plot(self.trend, _("Month by month"), f"{self.name}-trend") if self.trend else ""


def section(asked: Asked, today: date) -> Section:
    """Six queries at most."""
    cells = cells_by(asked.by, asked.narrowed, asked.whats)
    table = Table(asked, read(asked.period, cells), read(asked.period.before, cells))
    months = asked.period.trend(today)
    whats = [measure.what for measure in asked.subject.measures]
    return Section(asked, table, trend(asked.subject, months, by_month(months, asked.narrowed, whats)))


def section_of(asked: Asked, books: tuple[Book, Book], found: Trend | None, most_rows: int) -> Section:
    """A part of a report, made of what was read for all parts."""
    return Section(asked, Table(asked, *books), found, most_rows)
