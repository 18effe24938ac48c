"""The map of one page of results: a pin for each card with a place, and the names of the districts around."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import get_language, ngettext

from directory.models import Location
from directory.reading import wording
from directory.reading.cards import Card
from directory.reading.texts import Text
from directory.reading.vocabulary import vocabulary
from search.geography import Point
from search.pages.plain_map import Frame, Pin, pins, spots
from search.querying.results import Hit


@dataclass(frozen=True)
class Marker:
    """A pin with the cards that it stands for: they are counted from 1, as on the page."""

    x: int
    y: int
    cards: tuple[int, ...]

    @property
    def first(self) -> int:
        return self.cards[0]

    @property
    def has_more(self) -> bool:
        return len(self.cards) > 1

    @property
    def numbers(self) -> str:
        return wording.comma().join(map(str, self.cards))


@dataclass(frozen=True)
class AreaLabel:
    x: int
    y: int
    name: Text

    @property
    def is_in_another_language(self) -> bool:
        return self.name.language_code != get_language()


class ResultsMap:
    """Where the cards of a page are, in one query. Not on it: hidden addresses, and what has no place."""

    def __init__(self, cards: Sequence[Card], hits: Sequence[Hit], *, near: Point | None):
        self.near = near
        of_card = {hit.service_id: hit.session.location_id for hit in hits if hit.session}
        known = _points(filter(None, of_card.values()))
        self.points = [known.get(of_card.get(card.pk)) for card in cards]

    @property
    def has_places(self) -> bool:
        return any(self.points)

    @cached_property
    def frame(self) -> Frame:
        shown = [*filter(None, self.points), *([self.near] if self.near else [])]
        return Frame.around(shown)

    @cached_property
    def pins(self) -> list[Pin]:
        return pins(self.frame, self.points)

    @cached_property
    def markers(self) -> list[Marker]:
        return [Marker(pin.x, pin.y, tuple(number + 1 for number in pin.members)) for pin in self.pins]

    @cached_property
    def areas(self) -> list[AreaLabel]:
        """Names of neighbourhoods, in the reader's language."""
        named = [(point, name) for point, name in _areas() if name.value]
        found = spots(self.frame, [(point, name.value) for point, name in named], self.pins)
        return [AreaLabel(each.x, each.y, named[each.member][1]) for each in found]

    @cached_property
    def here(self) -> tuple[int, int] | None:
        """Where the reader is, as far as she has told."""
        return self.frame.place(self.near) if self.near else None

    @cached_property
    def missing(self) -> str:
        """That some cards are not on it; nothing where all are."""
        count = sum(point is None for point in self.points)
        if not count:
            return ""
        return ngettext(
            "%(count)s service is not on the map: it has no place, or its address is secret.",
            "%(count)s services are not on the map: they have no place, or their address is secret.",
            count,
        ) % {"count": count}


def _points(location_ids: Iterable[int]) -> Mapping[int, Point]:
    places = Location.objects.filter(pk__in=set(location_ids), is_address_hidden=False)
    known = places.filter(latitude__isnull=False, longitude__isnull=False)
    rows = known.values_list("pk", "latitude", "longitude")
    return {pk: Point(latitude, longitude) for pk, latitude, longitude in rows}


def _areas() -> list[tuple[Point, Text]]:
    known = vocabulary(get_language()).areas.values()
    return [(Point(*area.centre), area.name) for area in known if area.centre and not area.is_district]
