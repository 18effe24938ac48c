"""What the database says of listings for their cards: plain rows in four short queries.

Instances of models would take three times as long, and a page has twenty cards.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from django.db.models import QuerySet
from django.utils.translation import get_language

from directory.freshness import Closing, days_unconfirmed
from directory.models import Service, ServiceAttribute, ServicePhone, TranslationState
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
    found = _all_listings().public().filter(pk__in=ids)
    terms = _grouped(ServiceAttribute.objects.filter(service__in=ids), "term_id")
    phones = _grouped(ServicePhone.objects.rewrite(False).filter(service__in=ids), "number")
    states = _grouped(
        TranslationState.objects.filter(service__in=ids, language_code=language).order_by(), "state"
    )
    return {
        row["pk"]: _row(
            row,
            language,
            terms[row["pk"]],
            next(iter(phones[row["pk"]]), ""),
            next(iter(states[row["pk"]]), ""),
        )
        for row in found
    }


@cache
def _all_listings() -> QuerySet:
    """The columns of a card. Django takes as long to make this query as to ask it, so it is made once.

    They are named with their language: nothing is left for modeltranslation to rewrite, row by row.
    """
    listings = Service.objects.rewrite(False)
    return listings.annotate(is_example=is_example(Service)).values(*COLUMNS, "is_example")


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


def _row(row: dict, language: str, terms: list[int], phone: str, text_state: str) -> CardRow:
    return CardRow(
        **{name: row[name] for name in PLAIN},
        name=read_columns(row, "name", language, row["original_language"]),
        organization=read_columns(row, "organization__name", language),
        capacity_status=row["capacity__status"] or "",
        capacity_until=row["capacity__until"],
        assured_date=row["assurance__assured_date"],
        paused_days=row["assurance__paused_days"] or 0,
        term_ids=tuple(terms),
        phone=phone,
        text_state=text_state,
        is_example=row["is_example"],
    )


def _grouped(rows: QuerySet, column: str) -> defaultdict[int, list]:
    """The values of one column by listing, in the rows' order."""
    grouped = defaultdict(list)
    for service_id, value in rows.values_list("service_id", column):
        grouped[service_id].append(value)
    return grouped
