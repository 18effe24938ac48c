"""Tables as spreadsheet files (Office Open XML), in which a text stays a text, whatever it begins with."""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import get_language_bidi

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: What a text begins with that programs for spreadsheets take for something to be worked out
WORKED_OUT = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: What the format allows
LONGEST_TEXT, LONGEST_TITLE = 32_767, 31
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
NOT_IN_A_TITLE = re.compile(r"[\\*?:/\[\]]")


def sheet(title: str, heading: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """One table, row by row, so that its length does not matter. Days stay days."""
    from openpyxl import Workbook  # noqa: PLC0415 - large, and processes start without it

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
    written = NOT_IN_A_TITLE.sub(" ", NOT_IN_XML.sub(" ", title))
    # Nor does it begin or end with an apostrophe
    return written[:LONGEST_TITLE].strip(" '")


def as_file(content: bytes, name: str) -> HttpResponse:
    """`name` is without its ending."""
    response = HttpResponse(content, content_type=TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response


def _cell(page: "WriteOnlyWorksheet", value: object) -> object:
    """Texts of partners come from anybody: "=…" would be worked out by whoever opens the file."""
    from openpyxl.cell.cell import WriteOnlyCell  # noqa: PLC0415 - see above

    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(page, NOT_IN_XML.sub("", value)[:LONGEST_TEXT])
    cell.data_type = "s"
    # As if somebody had typed an apostrophe before it: it stays a text after it is edited, too
    cell.quotePrefix = value.startswith(WORKED_OUT)
    return cell


def harmless(text: str) -> str:
    """The same for a format that has no other mark: with the apostrophe itself."""
    return f"'{text}" if text.startswith(WORKED_OUT) else text
