"""Figures as files: lines with commas for programs, a spreadsheet for people."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from desk.figures.report import Report
from desk.figures.table import Table
from desk.sheets import sheet

#: With these a spreadsheet program would take a text for something to be worked out
WORKED_OUT = ("=", "+", "-", "@", "\t", "\r")


def as_csv(table: Table) -> str:
    """In UTF-8 with a mark at its beginning, by which spreadsheet programs know it."""
    return "\ufeff" + _csv([_heading(table), *_lines(table)])


def as_sheet(table: Table) -> bytes:
    return sheet(table.title, _heading(table), _lines(table))


def _heading(table: Table) -> list[str]:
    return [*table.headings, *table.columns]


def _lines(table: Table) -> Iterator[list[object]]:
    return ([*row.names, *numbers] for row, numbers in table.in_file())


def report_as_csv(report: Report) -> str:
    """One line for each number: what it is, of what, which column."""
    return "\ufeff" + _csv([_report_heading(), *_report_lines(report)])


def report_as_sheet(report: Report) -> bytes:
    return sheet(report.period.name, _report_heading(), _report_lines(report))


def _report_heading() -> list[str]:
    what, by = pgettext("menu", "Figures"), pgettext("figures", "Divided by")
    return [what, by, capfirst(_("name")), pgettext("figures", "What is counted"), _("Number")]


def _report_lines(report: Report) -> Iterator[list[object]]:
    for table in report.tables:
        for row, numbers in table.in_file():
            for column, number in zip(table.columns, numbers, strict=True):
                yield [table.title, table.heading, row.name, column, number]


def _csv(lines: Iterable[list[object]]) -> str:
    text = StringIO()
    csv.writer(text).writerows([_harmless(value) for value in line] for line in lines)
    return text.getvalue()


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(WORKED_OUT) else value
