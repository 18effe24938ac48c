"""Where one goes: what is told of a place beyond its card, for paper and for the way there."""

from dataclasses import dataclass

from django.utils.translation import get_language

from directory.models import Location
from directory.reading.places import route_url_of
from directory.reading.texts import Text, read_text


@dataclass(frozen=True)
class StopPlace:
    """A place with its address and the way there, as far as they may be shown."""

    name: Text
    address: Text
    way: Text
    route_url: str


def stop_place(location: Location) -> StopPlace:
    language = get_language()
    town = f"{location.postal_code} {location.city}".strip()
    address = ", ".join(filter(None, (location.street_address, town)))
    is_told = not location.is_address_hidden
    return StopPlace(
        name=read_text(location, "name", language),
        # Streets of the city have their Finnish names
        address=Text(address if is_told else "", "fi"),
        way=read_text(location, "transportation", language) if is_told else Text("", language),
        route_url=route_url_of(location),
    )
