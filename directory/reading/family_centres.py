"""The family centres of the city, district by district."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet
from django.utils.translation import get_language

from directory.models import Area, Location
from directory.reading.alphabets import alphabet
from directory.reading.places import Place, describe_place
from directory.reading.texts import Text, read_text


@dataclass(frozen=True)
class District:
    """A district and its family centres; `name` is empty for those whose area nobody has told."""

    name: Text
    centres: tuple[Place, ...]


def family_centres_by_district() -> list[District]:
    """All family centres whose address may be known, both levels in the reader's alphabet. Two queries."""
    places = sorted(map(describe_place, _family_centres()), key=_in_order)
    return [District(_district(place), (place, *rest)) for place, *rest in _grouped(places)]


def _family_centres() -> QuerySet[Location]:
    centres = Location.objects.public().filter(is_family_centre=True, is_address_hidden=False)
    return centres.select_related("area__parent").prefetch_related("phones")


def _grouped(places: list[Place]) -> list[list[Place]]:
    return [[*some] for _name, some in groupby(places, key=lambda place: _district(place).value)]


def _in_order(place: Place) -> tuple:
    """By district, those without one last, then by name."""
    language = get_language()
    key, district = alphabet(language).key, _district(place).value
    name = read_text(place.location, "name", language).value
    return (not district, key(district), key(name))


def _district(place: Place) -> Text:
    area: Area | None = place.location.area
    language = get_language()
    return read_text(area.parent or area, "name", language) if area else Text("", language)
