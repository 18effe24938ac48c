"""What is compared of a listing: little of it, so that those of a city fit into memory."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import QuerySet

from desk.duplicates.ways import ways_of
from directory.models import Service
from directory.reading.texts import text_columns
from search.analysis import words

PIECE = 500
#: Of a text the smallest hashes of its runs of words: what two texts share of these, they share in all
SKETCH, RUN = 24, 2
NUMBER = re.compile(r"\d+|[abc]\d")


@dataclass(frozen=True, slots=True)
class Card:
    """Names by language as words; the rest as sets in which one can ask what two have in common."""

    pk: int
    organization: int
    names: dict[str, tuple[str, ...]]
    ways: frozenset[str] = frozenset()
    places: frozenset[int] = frozenset()
    sketch: tuple[int, ...] = ()
    languages: frozenset[str] = frozenset()
    sessions: frozenset[tuple] = frozenset()
    ages: tuple[int, int] = field(default=(0, 999))

    @property
    def numbers(self) -> frozenset[str]:
        """ "A1", "2", "0–3": what tells parts of a series from each other."""
        return frozenset(word for name in self.names.values() for word in name if NUMBER.fullmatch(word))


def cards(listings: QuerySet[Service]) -> Iterator[Card]:
    columns = text_columns("name", "description", "summary")
    more = ("original_language", "organization_id", "email", "url", "languages", "minimum_age", "maximum_age")
    rows = listings.order_by("pk").only(*columns, *more)
    related = ("phones", "service_at_locations", "schedules")
    for listing in rows.prefetch_related(*related).iterator(chunk_size=PIECE):
        yield card_of(listing)


def card_of(listing: Service) -> Card:
    schedules = listing.schedules.all()
    places = {part.location_id for part in (*listing.service_at_locations.all(), *schedules)}
    return Card(
        pk=listing.pk,
        organization=listing.organization_id,
        names=_names(listing),
        ways=frozenset(ways_of(listing)),
        places=frozenset(places - {None}),
        sketch=_sketch(_text(listing), listing.original_language),
        languages=frozenset(listing.languages),
        sessions=frozenset((each.rrule, each.opens_at, each.location_id) for each in schedules),
        ages=(listing.minimum_age or 0, 999 if listing.maximum_age is None else listing.maximum_age),
    )


def _names(listing: Service) -> dict[str, tuple[str, ...]]:
    found = {code: getattr(listing, column) for code, column in _columns("name")}
    return {code: tuple(words(name, code)) for code, name in found.items() if name}


def _text(listing: Service) -> str:
    """In the original language: translations of one text are alike where the texts are."""
    language = listing.original_language
    return " ".join(
        text
        for name in ("summary", "description")
        if (text := getattr(listing, dict(_columns(name))[language]))
    )


def _columns(field_name: str) -> list[tuple[str, str]]:
    return list(zip(settings.MODELTRANSLATION_LANGUAGES, text_columns(field_name), strict=True))


def _sketch(text: str, language: str) -> tuple[int, ...]:
    found = words(text, language)
    runs = {" ".join(found[first : first + RUN]) for first in range(max(0, len(found) - RUN + 1))}
    return tuple(sorted(zlib.crc32(run.encode()) for run in runs)[:SKETCH])
