"""The log as a file of values parted by commas (RFC 4180), sent while it is read."""

import csv
from collections.abc import Iterator
from itertools import islice

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, override, pgettext
from django.utils.translation import gettext as _

from desk.log.asked import Asked
from desk.log.lines import lines
from desk.log.listing import entries
from desk.sheets import harmless

#: More is asked for by days
MOST_ROWS = 100_000
ROWS_AT_ONCE = 1_000
#: By which programs for spreadsheets know the letters
BYTE_ORDER_MARK = "\ufeff"


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def table(asked: Asked) -> Iterator[str]:
    """In the language that is active now: the rest is read after the view has ended."""
    language = get_language()
    writer = csv.writer(_Echo())
    with override(language):
        yield BYTE_ORDER_MARK + writer.writerow(_heading())
    found = entries(asked)[:MOST_ROWS].iterator(chunk_size=ROWS_AT_ONCE)
    while batch := list(islice(found, ROWS_AT_ONCE)):
        with override(language):
            rows = [writer.writerow(_row(line)) for line in lines(batch)]
        yield "".join(rows)


def _heading() -> list[str]:
    return [
        _("When"),
        capfirst(pgettext("in the log", "Person")),
        pgettext("in the log", "Act"),
        pgettext("in the log", "About"),
        pgettext("in the log", "Details"),
    ]


def _row(line) -> list[str]:
    when = timezone.localtime(line.at).isoformat(sep=" ", timespec="seconds")
    return [when, *(harmless(text) for text in (line.who, line.act, line.about, line.extra))]
