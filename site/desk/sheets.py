"""Tables as spreadsheet files (Office Open XML), in which a text stays a text, whatever it begins with."""

from collections.abc import Iterable, Sequence

from django.http import HttpResponse

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: What a text begins with that programs for spreadsheets take for something to be worked out
WORKED_OUT = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def sheet(title: str, heading: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """One table, row by row, so that its length does not matter. Days stay days."""
    from desk.workbook import written  # noqa: PLC0415 - openpyxl is large, and processes start without it

    return written(title, heading, rows)


def as_file(content: bytes, name: str) -> HttpResponse:
    """`name` is without its ending."""
    response = HttpResponse(content, content_type=TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response


def harmless(text: str) -> str:
    """The same for a format that has no other mark: with the apostrophe itself."""
    return f"'{text}" if text.startswith(WORKED_OUT) else text
