"""What the database says of listings for their cards: plain rows in four short queries.

Instances of models would take three times as long, and a page has twenty cards.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from directory.freshness import Closing, days_unconfirmed
from directory.models import Service, ServiceAttribute, ServicePhone, TranslationState
from directory.prepared import Prepared, Row
from directory.reading.easy_language import has_easy_text
from directory.reading.examples import is_example
from directory.reading.texts import Text, read_columns, read_text, text_columns

#: Columns that a card takes over under their own name
PLAIN = (
    *("pk", "slug", "minimum_age", "maximum_age", "gender", "is_free", "entry"),
    *("languages", "has_interpretation", "channels", "children_policy", "closed_from", "closed_until"),
)
COLUMNS = (
    *(*PLAIN, "original_language", "capacity__status", "capacity__until"),
    *("assurance__assured_date", "assurance__paused_days"),
    *(*text_columns("name"), *text_columns("organization__name")),
)


@dataclass(frozen=True, slots=True)
class CardRow:
    """A listing's own part of its card; `text_state` is that of the reader's language."""

    pk: int
    slug: str
    name: Text
    organization: Text
    minimum_age: int | None
    maximum_age: int | None
    gender: str
    is_free: bool
    entry: str
    languages: Sequence[str]
    has_interpretation: bool
    channels: Sequence[str]
    children_policy: str
    closed_from: datetime.date | None
    closed_until: datetime.date | None
    capacity_status: str
    capacity_until: datetime.date | None
    assured_date: datetime.date | None
    paused_days: int = 0
    term_ids: tuple[int, ...] = ()
    phone: str = ""
    text_state: str = ""
    is_example: bool = False
    has_easy_text: bool = False  # in the reader's language

    @property
    def closing(self) -> Closing | None:
        return Closing(self.closed_from, self.closed_until) if self.closed_from else None

    def days_unconfirmed(self, today: datetime.date) -> int:
        """0 where nobody has ever confirmed it: there is no day to count from."""
        if self.assured_date is None:
            return 0
        return days_unconfirmed(self.assured_date, today, closing=self.closing, paused_days=self.paused_days)


def card_rows(ids: Iterable[int]) -> dict[int, CardRow]:
    """Rows of public listings by their id, in the reader's language. Four queries, whatever their number."""
    ids = list(ids)
    language = get_language()
    terms, phones = _grouped(_terms(ids)), _grouped(_phones(ids))
    states = _grouped(_states(ids, language=language))
    return {
        row.pk: _row(
            row, language, terms[row.pk], next(iter(phones[row.pk]), ""), next(iter(states[row.pk]), "")
        )
        for row in _listings(ids, timezone.localdate(), timezone.now(), language=language)
    }


@Prepared
def _listings(ids: list[int], today: datetime.date, now: datetime.datetime, *, language: str) -> QuerySet:
    """Columns are named with their language: nothing is left for modeltranslation to rewrite, row by row."""
    listings = Service.objects.rewrite(False).public(today, now).filter(pk__in=ids)
    asked = listings.annotate(is_example=is_example(Service), has_easy_text=has_easy_text(language))
    return asked.values_list(*COLUMNS, "is_example", "has_easy_text", named=True)


@Prepared
def _terms(ids: list[int]) -> QuerySet:
    return ServiceAttribute.objects.filter(service__in=ids).values_list("service_id", "term_id", named=True)


@Prepared
def _phones(ids: list[int]) -> QuerySet:
    phones = ServicePhone.objects.rewrite(False).filter(service__in=ids)
    return phones.values_list("service_id", "number", named=True)


@Prepared
def _states(ids: list[int], *, language: str) -> QuerySet:
    states = TranslationState.objects.filter(service__in=ids, language_code=language).order_by()
    return states.values_list("service_id", "state", named=True)


def row_of(service: Service) -> CardRow:
    """The row of a listing that is loaded already, with its children."""
    language = get_language()
    capacity, assurance = getattr(service, "capacity", None), getattr(service, "assurance", None)
    states = {state.language_code: state.state for state in service.translation_states.all()}
    return CardRow(
        **{name: getattr(service, name) for name in PLAIN},
        name=read_text(service, "name", language),
        organization=read_text(service.organization, "name", language),
        capacity_status=capacity.status if capacity else "",
        capacity_until=capacity.until if capacity else None,
        assured_date=assurance.assured_date if assurance else None,
        paused_days=assurance.paused_days if assurance else 0,
        term_ids=tuple(attribute.term_id for attribute in service.attributes.all()),
        text_state=states.get(language, ""),
        is_example=getattr(service, "is_example", False),
    )


def _row(row: Row, language: str, terms: list[int], phone: str, text_state: str) -> CardRow:
    return CardRow(
        **{name: getattr(row, name) for name in PLAIN},
        name=read_text(row, "name", language),
        organization=read_columns(row, "organization__name", language),
        capacity_status=row.capacity__status or "",
        capacity_until=row.capacity__until,
        assured_date=row.assurance__assured_date,
        paused_days=row.assurance__paused_days or 0,
        term_ids=tuple(terms),
        phone=phone,
        text_state=text_state,
        is_example=row.is_example,
        has_easy_text=row.has_easy_text,
    )


def _grouped(rows: Iterable[tuple[int, Any]]) -> defaultdict[int, list]:
    """Pairs of listing and value by listing, in the rows' order."""
    grouped = defaultdict(list)
    for service_id, value in rows:
        grouped[service_id].append(value)
    return grouped
