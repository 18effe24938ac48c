"""Two listings that may be the same, side by side."""

from dataclasses import dataclass

from django.utils import timezone

from desk.quality.kinds import Kind
from directory.models import Service
from directory.reading import wording
from directory.reading.texts import Text, read_text


@dataclass(frozen=True)
class Side:
    listing: Service
    text: Text
    places: list[str]
    ways: list[str]
    languages: list[str]
    times: list[str]
    published: str


def compared(fault) -> list[Side]:
    """Nothing for other faults than a likely duplicate."""
    if fault.kind != Kind.DUPLICATE:
        return []
    pks = (fault.finding.twin_id, fault.finding.service_id)
    related = ("phones", "service_at_locations__location", "schedules__location", "organization")
    found = Service.objects.prefetch_related(*related).in_bulk(pks)
    return [_side(found[pk]) for pk in pks if pk in found]


def _side(listing: Service) -> Side:
    schedules = listing.schedules.all()
    places = [part.location for part in (*listing.service_at_locations.all(), *schedules) if part.location_id]
    published = listing.first_published_at
    return Side(
        listing=listing,
        text=read_text(listing, "description", listing.original_language),
        places=list(dict.fromkeys(map(str, places))),
        ways=[
            way
            for way in (*(phone.number for phone in listing.phones.all()), listing.email, listing.url)
            if way
        ],
        languages=[wording.language_name(code) for code in listing.languages],
        times=[f"{each.opens_at:%H:%M}" for each in schedules if each.opens_at],
        published=wording.full_date(timezone.localdate(published)) if published else "",
    )
