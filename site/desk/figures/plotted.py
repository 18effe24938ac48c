"""A table and a trend as plots, with what they say in words."""

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from desk.figures.table import Row, Table
from desk.figures.trends import Trend
from desk.plots import Bar, Column, bars, columns
from desk.plots.frame import Said

#: Rows that a plot shows, and bars in all of them, so that it fits on one sheet of paper; the table has all
MOST_ROWS, MOST_BARS = 15, 20


def table_plot(table: Table) -> SafeString | str:
    """Nothing, where there is nothing to draw."""
    rows = drawn_rows(table)
    if not rows:
        return ""
    highest = max(rows, key=lambda row: row.drawn[0].size)
    return rows_plot(rows, Said(table.title, _most(highest.name, highest.drawn[0].words), table.name))


def drawn_rows(table: Table) -> Sequence[Row]:
    """The first ones; none, if there is nothing to draw of any of them."""
    rows = table.rows[: min(MOST_ROWS, MOST_BARS // (len(table.series) or 1))]
    return rows if any(number.size for row in rows for number in row.drawn) else ()


def rows_plot(rows: Sequence[Row], said: Said) -> SafeString:
    return bars([Bar(row.name, *_drawn(row)) for row in rows], said, is_rtl=get_language_bidi())


def _drawn(row: Row) -> tuple[tuple[float, ...], tuple[str, ...]]:
    return tuple(number.size for number in row.drawn), tuple(number.words for number in row.drawn)


def trend_plot(trend: Trend, title: str, name: str) -> SafeString | str:
    if not trend:
        return ""
    counted = [month for month in trend.months if month.numbers[0]]
    highest = max(counted, key=lambda month: month.numbers[0].size)
    said = Said(title, _most(highest.name, highest.numbers[0].words), name)
    found = [Column(month.code, month.numbers[0].size if month.numbers[0] else 0) for month in trend.months]
    return columns(found, said, is_rtl=get_language_bidi())


def _most(name: str, number: str) -> str:
    words = _("The most: %(name)s, %(number)s. The table has all numbers.")
    return words % {"name": name, "number": number}
