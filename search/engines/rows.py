"""A listing as a few small arrays: what is kept of each between two changes of the index."""

from base64 import b64decode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from search.documents.shapes import ServiceDocument, SessionTemplate
from search.geography import Point
from search.querying.facets import Level, facets_of

#: Days and ages that stand for "no beginning" and "no end"
EVER, NEVER, NO_AGE = 0, 2**30, 1_000
NO_PLACE = -1
SERVICE_FACETS, SESSION_FACETS = facets_of(Level.SERVICE), facets_of(Level.SESSION)
#: A property that is no facet: the languages a listing has a text in
TEXT_LANGUAGE = "text_language"
#: Another one: that nobody has confirmed it for long
FADED = ("is_faded", "1")


@dataclass(frozen=True, slots=True)
class Place:
    location_id: int | None
    point: Point | None


class _Numbered(dict[tuple[str, str], int]):
    """Gives the next number to a value when it is first met."""

    def __init__(self, values: list[tuple[str, str]]):
        super().__init__((value, number) for number, value in enumerate(values))
        self.values_in_order = values

    def __missing__(self, tag: tuple[str, str]) -> int:
        self.values_in_order.append(tag)
        return self.setdefault(tag, len(self))


class Tags:
    """Numbers for values of facets and for places, given once and for the life of an index in a process."""

    def __init__(self, values: Iterable[tuple[str, str]] = (), places: Iterable[Place] = ()):
        self.values = list(values)
        self.numbers = _Numbered(self.values)
        self.places = list(places)
        self.place_numbers = {place: number for number, place in enumerate(self.places)}

    def place(self, template: SessionTemplate) -> int:
        if template.location_id is None:
            return NO_PLACE
        has_point = template.latitude is not None and template.longitude is not None
        place = Place(
            template.location_id, Point(template.latitude, template.longitude) if has_point else None
        )
        if place not in self.place_numbers:
            self.place_numbers[place] = len(self.places)
            self.places.append(place)
        return self.place_numbers[place]


@dataclass(frozen=True, slots=True)
class Row:
    """One listing. Each array has a line for each …"""

    edition: int
    numbers: np.ndarray  # first day, last day, youngest age, oldest age
    tags: np.ndarray  # … value of a facet of the listing
    templates: np.ndarray  # … template: place, last day
    template_tags: np.ndarray  # … value of a facet of a template: which template, which value
    occurrences: np.ndarray  # … occurrence: start, end, template, parts
    vector: np.ndarray  # … number of the model; none where it has no vector
    near_topics: np.ndarray  # … topic of the vocabulary


def occurrences_of(document: ServiceDocument) -> np.ndarray:
    return np.array(sorted(document.occurrences), np.int32).reshape(-1, 4)


def read_row(document: ServiceDocument, occurrences: np.ndarray, tags: Tags, edition: int) -> Row:
    """Read a document; `occurrences` are given apart."""
    oldest = NO_AGE if document.maximum_age is None else document.maximum_age
    return Row(
        edition,
        np.array([*_validity(document), document.minimum_age or 0, oldest], np.int32),
        np.array(_service_tags(document, tags), np.int32),
        np.array(
            [(tags.place(each), day_number(each.last_day)) for each in document.templates], np.int32
        ).reshape(-1, 2),
        np.array(_template_tags(document, tags), np.int32).reshape(-1, 2),
        occurrences,
        np.frombuffer(b64decode(document.vector), np.int8),
        np.frombuffer(b64decode(document.near_topics), np.uint8),
    )


def _validity(document: ServiceDocument) -> tuple[int, int]:
    first = document.valid_from.toordinal() if document.valid_from else EVER
    return first, day_number(document.valid_until)


def day_number(day: date | None) -> int:
    return day.toordinal() if day else NEVER


def _service_tags(document: ServiceDocument, tags: Tags) -> list[int]:
    found = [(TEXT_LANGUAGE, language) for language in document.label.labels]
    found += [(facet.key, value) for facet in SERVICE_FACETS for value in facet.read(document)]
    found += [FADED] if document.is_faded else []
    return [tags.numbers[tag] for tag in dict.fromkeys(found)]


def _template_tags(document: ServiceDocument, tags: Tags) -> list[tuple[int, int]]:
    numbered = []
    for position, template in enumerate(document.templates):
        found = [(facet.key, value) for facet in SESSION_FACETS for value in facet.read(template)]
        numbered += [(position, tags.numbers[tag]) for tag in dict.fromkeys(found)]
    return numbered
