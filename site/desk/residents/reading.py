"""The lines of a file of statistics: CSV, or the first sheet of a spreadsheet."""

import csv
import zlib
from collections.abc import Iterator
from io import BytesIO, StringIO
from itertools import islice
from zipfile import BadZipFile, ZipFile

#: What a file is, and what it unfolds to: all districts and languages of a large city for ten years fit
MOST_BYTES, MOST_UNPACKED, MOST_LINES = 2_000_000, 50_000_000, 20_000
MOST_COLUMNS = 50
#: UTF-8, with a mark at its beginning or none; what older spreadsheet programs of the North write
ENCODINGS = ("utf-8-sig", "cp1252")
DELIMITERS = ";,\t"


class UnreadableFileError(ValueError):
    """No CSV file, and no spreadsheet."""


class LongFileError(ValueError):
    """More lines, or more in them, than are taken."""


def read_lines(content: bytes) -> list[tuple[int, list[str]]]:
    """Lines with something in them, each with its number in the file."""
    rows = _of_sheet(content) if content.startswith(b"PK") else _of_text(content)
    lines = list(islice(enumerate(rows, 1), MOST_LINES + 1))
    if len(lines) > MOST_LINES:
        raise LongFileError
    return [(number, cells) for number, cells in lines if any(cells)]


def _of_text(content: bytes) -> Iterator[list[str]]:
    text = _decoded(content)
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter):
            yield [cell.strip() for cell in row[:MOST_COLUMNS]]
    except csv.Error as error:
        raise UnreadableFileError from error


def _decoded(content: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableFileError


def _of_sheet(content: bytes) -> Iterator[list[str]]:
    from openpyxl import load_workbook  # noqa: PLC0415 - large, and processes start without it
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    # Whatever is wrong inside, openpyxl lets through as it meets it
    wrong = (BadZipFile, InvalidFileException, KeyError, ValueError, SyntaxError, AttributeError, TypeError)
    # A document of another program; one with a password (RuntimeError); packed in a way that is not known
    wrong += (OSError, EOFError, RuntimeError, zlib.error)
    try:
        _look_at_size(content)
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        page = book.worksheets[0]
        for row in page.iter_rows(values_only=True, max_col=MOST_COLUMNS):
            yield [_text(value) for value in row]
    except LongFileError:
        raise
    except (*wrong, IndexError) as error:
        raise UnreadableFileError from error


def _look_at_size(content: bytes) -> None:
    with ZipFile(BytesIO(content)) as packed:
        if sum(each.file_size for each in packed.infolist()) > MOST_UNPACKED:
            raise LongFileError


def _text(value: object) -> str:
    """A spreadsheet keeps 12 as 12.0."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()
