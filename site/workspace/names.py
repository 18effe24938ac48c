"""What a listing, and a place, is called for those who keep it."""

from collections.abc import Iterable
from typing import Self

from django.utils.translation import get_language
from modeltranslation.utils import build_localized_fieldname

from directory.models import Location, Service
from directory.reading.texts import Text, read_text

#: Streets of the city have their Finnish names
STREETS = "fi"


class Words(str):
    """The label of a choice, each part of which is in a language of its own."""

    texts: tuple[Text, ...]

    @classmethod
    def of(cls, texts: Iterable[Text]) -> Self:
        told = tuple(filter(None, texts))
        words = cls(", ".join(text.value for text in told))
        words.texts = told
        return words


def listing_name(listing: Service) -> Text:
    """The name in the reader's language, else in the latest version, in the language it was written in."""
    language = get_language()
    own = getattr(listing, build_localized_fieldname("name", language))
    if own and language != listing.original_language:
        return Text(own, language)
    column = build_localized_fieldname("name", listing.original_language)
    latest = listing.latest_revision.object_str if listing.latest_revision else ""
    return Text(latest or getattr(listing, column) or listing.slug, listing.original_language)


def place_name(place: Location) -> Words:
    return Words.of([read_text(place, "name", get_language())])


def place_words(place: Location) -> Words:
    """Name, street and area of a place; of a hidden one the name alone."""
    name = place_name(place).texts
    if place.is_address_hidden:
        return Words.of(name)
    area = [read_text(place.area, "name", get_language())] if place.area else []
    return Words.of([*name, Text(place.street_address, STREETS), *area])
