"""The ledger as a spreadsheet."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import pgettext

from desk.ledger.listing import Asked, partnerships
from desk.ledger.page import label_of, value_in_words
from desk.ledger.states import state_of
from desk.sheets import sheet
from directory.models import Partnership

FIELDS = (
    *("organization", "unit", "kind"),
    *("valid_from", "valid_until", "review_date", "responsible", "may_publish", "may_host"),
    *("documents", "note"),
)
ROWS_AT_ONCE = 500


def table(asked: Asked, today: date) -> bytes:
    """What the list shows, whole: on a page or not."""
    first, *others = (label_of(name) for name in FIELDS)
    heading = [first, *others, pgettext("partnership", "Standing")]
    return sheet(pgettext("menu", "Partnerships"), heading, _rows(asked, today))


def _rows(asked: Asked, today: date) -> Iterator[list[object]]:
    for row in partnerships(asked, today).iterator(chunk_size=ROWS_AT_ONCE):
        yield [*(_value(row, name) for name in FIELDS), str(state_of(row, today).label)]


def _value(row: Partnership, name: str) -> object:
    """A day as a day, so that it can be sorted; all else in words."""
    value = getattr(row, name)
    if isinstance(value, date):
        return value
    return "" if value in (None, "", []) else value_in_words(value, name)
