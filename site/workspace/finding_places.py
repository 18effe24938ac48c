"""Which places a partner may choose, and what is known of an address.

What an address says of its area is asked of an adapter named by the setting ADDRESS_FINDER; the one that is
built in knows the areas and postal codes of the directory and asks nobody outside.
"""

from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string

from directory.choices import AreaKind
from directory.models import Area, Location
from directory.permissions import places_open_to
from directory.reading.texts import text_columns
from workspace.partners import Partner

FOUND = 12


@dataclass(frozen=True)
class Found:
    """What an address says besides itself. Without coordinates a place has no distance, and no false one."""

    area: Area | None = None
    latitude: float | None = None
    longitude: float | None = None


class AddressFinder(Protocol):
    def find(self, street_address: str, postal_code: str) -> Found: ...


class OwnAreas:
    """The district of a postal code, as far as one district alone has it."""

    def find(self, street_address: str, postal_code: str) -> Found:  # noqa: ARG002 - no streets are known here
        districts = [
            area
            for area in Area.objects.filter(kind=AreaKind.DISTRICT)
            if postal_code and postal_code in area.postal_codes
        ]
        return Found(districts[0]) if len(districts) == 1 else Found()


def address_finder() -> AddressFinder:
    return import_string(settings.ADDRESS_FINDER)()


def offered_places(partner: Partner) -> QuerySet[Location]:
    """Places that a partner may choose: its own, and those where it may meet today."""
    return places_open_to(partner.organization).select_related("area")


def found_places(partner: Partner, word: str) -> list[Location]:
    """Places whose name or street has a word, family centres first; without one the family centres."""
    places = offered_places(partner)
    word = " ".join(word.split())[:60]
    if not word:
        return list(places.filter(is_family_centre=True).order_by("name_fi", "pk")[:FOUND])
    named = Q(street_address__icontains=word)
    for name in text_columns("name"):
        named |= Q(**{f"{name}__icontains": word})
    return list(places.filter(named).order_by("-is_family_centre", "name_fi", "pk")[:FOUND])
