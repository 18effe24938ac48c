"""What is shown of a place: its picture, area, route and accessibility."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language

from directory.choices import AccessibilityFeature
from directory.models import Location
from directory.reading.cards import text_language_words
from directory.reading.pictures import ShownPicture, picture_of
from directory.reading.texts import Text, read_text


@dataclass(frozen=True)
class Place:
    """A place with its picture, address, route and accessibility, as far as it may be shown."""

    location: Location
    picture: ShownPicture | None
    area: Text
    transportation: Text
    #: In words where that is not in the reader's language
    transportation_language: str
    route_url: str
    accessibility: tuple[str, ...]
    #: What a listing says of the place where it is held there
    note: Text | None = None


def describe_place(location: Location) -> Place:
    language = get_language()
    way = read_text(location, "transportation", language)
    return Place(
        location=location,
        picture=picture_of(location, language),
        area=_area(location, language),
        transportation=way,
        transportation_language=text_language_words(way.language_code)
        if way.language_code != language
        else "",
        route_url=route_url_of(location),
        accessibility=tuple(str(AccessibilityFeature(code).label) for code in location.accessibility),
    )


def _area(location: Location, language: str) -> Text:
    if location.area_id is None or location.is_address_hidden:
        return Text("", language)
    return read_text(location.area, "name", language)


def route_url_of(location: Location) -> str:
    """A link to a route planner: nothing is asked of it before the reader taps it."""
    if location.is_address_hidden or location.latitude is None:
        return ""
    return settings.ROUTE_URL.format(
        latitude=f"{location.latitude:.5f}", longitude=f"{location.longitude:.5f}"
    )
