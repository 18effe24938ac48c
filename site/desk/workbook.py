"""Writes a table with openpyxl: apart from whoever only asks for one, as it is large."""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO

from django.utils.translation import get_language_bidi
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from desk.sheets import WORKED_OUT

#: What the format allows
LONGEST_TEXT, LONGEST_TITLE = 32_767, 31
NOT_IN_A_TITLE = re.compile(r"[\\*?:/\[\]]")


def written(title: str, heading: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """One table, row by row, so that its length does not matter. Days stay days."""
    book = Workbook(write_only=True)
    page = book.create_sheet(_allowed(title) or None)
    page.sheet_view.rightToLeft = get_language_bidi()
    page.freeze_panes = "A2"
    for row in (heading, *rows):
        page.append([_cell(page, value) for value in row])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _allowed(title: str) -> str:
    """Without what the format takes for something else; networks are called "Lapset/nuoret", too."""
    allowed = NOT_IN_A_TITLE.sub(" ", ILLEGAL_CHARACTERS_RE.sub(" ", title))
    # Nor does it begin or end with an apostrophe
    return allowed[:LONGEST_TITLE].strip(" '")


def _cell(page: WriteOnlyWorksheet, value: object) -> object:
    """Texts of partners come from anybody: "=…" would be worked out by whoever opens the file."""
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_TEXT])
    cell.data_type = "s"
    # As if somebody had typed an apostrophe before it: it stays a text after it is edited, too
    cell.quotePrefix = value.startswith(WORKED_OUT)
    return cell
