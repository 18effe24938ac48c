"""Where one goes: what is told of a place beyond its card, for paper and for the way there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import get_language
from modeltranslation.utils import build_localized_fieldname

from directory.models import Location, ServiceAtLocation
from directory.prepared import Prepared, Row
from directory.reading.places import route_url_of
from directory.reading.texts import Text, choose_text, read_text, text_columns

READ = (
    *("pk", "street_address", "postal_code", "city", "latitude", "longitude", "is_address_hidden"),
    *text_columns("name", "transportation"),
)
OWN_READ = ("service_id", "location_id", *text_columns("description"))


@dataclass(frozen=True)
class StopPlace:
    """A place with its address and the way there, as far as they may be shown.

    `note` is what the listing says of it.
    """

    street: str
    address: Text
    way: Text
    note: Text
    route_url: str


def stop_place(location: Row, note: Text | None) -> StopPlace:
    language = get_language()
    town = f"{location.postal_code} {location.city}".strip()
    address = ", ".join(filter(None, (location.street_address, town)))
    is_told = not location.is_address_hidden
    return StopPlace(
        street=location.street_address if is_told else "",
        # Streets of the city have their Finnish names
        address=Text(address if is_told else "", "fi"),
        way=read_text(location, "transportation", language) if is_told else Text("", language),
        note=note or Text("", language),
        route_url=route_url_of(location),
    )


def own_places(listings: Mapping[int, Row]) -> dict[int, dict[int, Text]]:
    """By listing, the ids of the places named for it as a whole, each with its note. One query."""
    places: dict[int, dict[int, Text]] = {}
    for row in _own_places(listings):
        note = _note(row, listings[row.service_id].original_language)
        places.setdefault(row.service_id, {})[row.location_id] = note
    return places


def places_by_id(ids: Iterable[int]) -> dict[int, Row]:
    return {row.pk: row for row in _places(ids)}


def _note(row: Row, original_language: str) -> Text:
    """In the reader's language, or that of the listing: a place knows no original of its own."""
    return choose_text(
        lambda code: getattr(row, build_localized_fieldname("description", code)),
        get_language(),
        original_language,
    )


@Prepared
def _own_places(ids: list[int]) -> QuerySet:
    named = ServiceAtLocation.objects.rewrite(False).filter(service__in=ids).order_by("pk")
    return named.values_list(*OWN_READ, named=True)


@Prepared
def _places(ids: list[int]) -> QuerySet:
    return Location.objects.rewrite(False).filter(pk__in=ids).values_list(*READ, named=True)
