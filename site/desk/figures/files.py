"""Figures as files: lines with commas for programs, a spreadsheet for people."""

import csv
from collections.abc import Iterable
from io import StringIO

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from desk.figures.report import Report
from desk.figures.section import Section
from desk.residents.beside import Beside
from desk.sheets import sheet

#: With these a spreadsheet program would take a text for something to be worked out
WORKED_OUT = ("=", "+", "-", "@", "\t", "\r")


def as_csv(section: Section) -> str:
    """In UTF-8 with a mark at its beginning, by which spreadsheet programs know it."""
    heading = [section.table.heading, *section.table.columns]
    return "\ufeff" + _csv([heading, *section.table.lines()])


def as_sheet(section: Section) -> bytes:
    return sheet(section.title, [section.table.heading, *section.table.columns], section.table.lines())


def residents_as_sheet(residents: Beside) -> bytes:
    return sheet(residents.title, residents.heading, residents.file_lines())


def report_as_csv(report: Report) -> str:
    """One line for each number: what it is, of what, which column."""
    return "\ufeff" + _csv([_report_heading(), *_report_lines(report)])


def report_as_sheet(report: Report) -> bytes:
    return sheet(report.period.name, _report_heading(), _report_lines(report))


def _report_heading() -> list[str]:
    what, by = pgettext("menu", "Figures"), pgettext("figures", "Divided by")
    return [what, by, capfirst(_("name")), pgettext("figures", "What is counted"), _("Number")]


def _report_lines(report: Report) -> Iterable[list[object]]:
    for section in report.sections:
        for name, *numbers in section.table.lines():
            for column, number in zip(section.table.columns, numbers, strict=True):
                yield [section.title, section.table.heading, name, column, number]
    residents = report.residents
    for area, language, *numbers in residents.file_lines():
        for column, number in zip(residents.columns, numbers, strict=True):
            yield [residents.title, residents.divided_by, f"{area} · {language}", column, number]


def _csv(lines: Iterable[list[object]]) -> str:
    text = StringIO()
    csv.writer(text).writerows([_harmless(value) for value in line] for line in lines)
    return text.getvalue()


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(WORKED_OUT) else value
