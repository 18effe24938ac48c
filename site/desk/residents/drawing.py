"""Residents and sessions for 1,000 of them as bars: each on a scale of its own, with its number beside it."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from desk.figures.plotted import drawn_rows, rows_plot
from desk.figures.table import Row, Table
from desk.plots.frame import WIDTH, Said


def people_and_rates(table: Table) -> SafeString | str:
    """Nothing, where no residents are known."""
    rows = [row for row in drawn_rows(table) if row.drawn]
    if not rows:
        return ""
    words = _("The least is offered to the most people here: %(name)s. The table has all numbers.")
    return rows_plot(_stretched(rows), Said(table.title, words % {"name": rows[0].name}, table.name))


def _stretched(rows: Sequence[Row]) -> list[Row]:
    """The longest bar of both kinds is as long: thousands of people and a few sessions are no one scale."""
    series = zip(*(row.drawn for row in rows), strict=True)
    longest = [max(number.size for number in numbers) or 1 for numbers in series]
    return [
        replace(
            row,
            drawn=tuple(
                replace(number, size=WIDTH * number.size / most)
                for number, most in zip(row.drawn, longest, strict=True)
            ),
        )
        for row in rows
    ]
