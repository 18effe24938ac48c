"""What there is instead of a service that has ended or is closed, nearby: never an empty hole."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language

from directory.choices import TaxonomySlug
from directory.models import Location, ServiceAttribute
from directory.reading.cards import Card, build_cards
from directory.reading.vocabulary import vocabulary
from search.engines import IndexMissing, get_engine
from search.geography import Point
from search.pages.chosen import chosen_by_id
from search.querying.asking import query_of
from search.querying.parameters import Parameters, Sort
from trays.reading.items import Item

#: Shown of those that are looked at: who finds a closed door wants no other one
SHOWN, LOOKED_AT = 2, 6


@dataclass(frozen=True)
class Similar:
    """A few services of the same kind, the nearest first, and the address of all of them."""

    cards: tuple[Card, ...]
    query_string: str


def similar_to(item: Item, items: Iterable[Item], now: datetime.datetime) -> Similar:
    """What is open instead; nothing that is in the tray already."""
    asked = _asked(item)
    there = {each.service_id for each in items}
    try:
        hits = get_engine().search(query_of(asked, now=now, language=get_language())).hits
    except IndexMissing:
        hits = ()
    fresh = [hit for hit in hits if hit.service_id not in there][:LOOKED_AT]
    cards = build_cards(chosen_by_id(fresh), now) if fresh else []
    is_open = [card for card in cards if not card.is_closed]
    return Similar(tuple(is_open[:SHOWN]), asked.query_string())


def _asked(item: Item) -> Parameters:
    """The topics that it had, near where it was; without a topic what it was called."""
    terms = vocabulary(get_language()).by_id
    ids = ServiceAttribute.objects.filter(service=item.service_id).values_list("term_id", flat=True)
    found = (terms[pk] for pk in ids if pk in terms)
    topics = [term.code for term in found if term.taxonomy == TaxonomySlug.TOPICS]
    asked = Parameters(topic=tuple(topics)) if topics else Parameters(q=item.former_name.value)
    point = _point(item)
    if point is None:
        return asked
    return asked.with_value("near", point).with_value("sort", Sort.NEAREST.value)


def _point(item: Item) -> Point | None:
    """Where it was, rounded; nothing is said of a secret address."""
    places = Location.objects.filter(
        service_at_locations__service=item.service_id, is_address_hidden=False, latitude__isnull=False
    )
    place = places.only("latitude", "longitude").first()
    return Point.rounded(place.latitude, place.longitude) if place else None
