"""Where a service was met when it was put into a tray, and whether it has moved since."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory.models import Service
from directory.prepared import Row
from directory.reading.texts import Text, read_text
from directory.sessions import Session, next_sessions
from trays.reading.places import own_places

#: Dates that are looked through to know when and where a service is met
DATES_READ = 8


@dataclass(frozen=True)
class Move:
    """Places that are new, and those that are left; none of these where they were secret."""

    places: tuple[Text, ...]
    former: tuple[Text, ...]


def places_now(services: Mapping[int, Service], now: datetime.datetime) -> dict[int, list[int]]:
    """The places at which each of some listings is met, by its id. Two queries."""
    sessions = next_sessions(services.values(), now, DATES_READ, with_cancelled=True)
    named = own_places(services)
    return {pk: places_met(sessions[pk], named.get(pk, ())) for pk in services}


def places_met(sessions: Iterable[Session], named: Iterable[int]) -> list[int]:
    """Those of coming sessions, or else those named for the listing as a whole."""
    met = dict.fromkeys(session.location_id for session in sessions if session.location_id)
    return list(met or named)


def move_of(before: Iterable[int], now: Iterable[int], places: Mapping[int, Row]) -> Move | None:
    """None where a place is only added, as for one day, or only left out, as when it is closed."""
    left = [places[pk] for pk in before if pk not in now and pk in places]
    new = [places[pk] for pk in now if pk not in before and pk in places]
    if not (left and new):
        return None
    former = (place for place in left if not place.is_address_hidden)
    return Move(tuple(map(_told, new)), tuple(map(_told, former)))


def _told(place: Row) -> Text:
    if place.is_address_hidden:
        return Text(_("the address is secret"), get_language())
    return read_text(place, "name", get_language()) or Text(place.street_address, "fi")
