"""Two listings or organisations that may be the same, side by side."""

from dataclasses import dataclass, field

from django.db.models import Count, Model
from django.utils import timezone

from desk.quality.kinds import Kind
from directory.choices import Standing
from directory.models import Organization, OrganizationRole, Service
from directory.reading import wording
from directory.reading.texts import Text, read_text


@dataclass(frozen=True)
class Side:
    """`partner` is whose a listing is; the standing and the numbers are an organisation's.

    It `brings_back` what the other one has, where that is suspended and this is not.
    """

    about: Model
    address: str
    text: Text
    places: list[str]
    ways: list[str]
    languages: list[str]
    partner: Organization | None = None
    times: list[str] = field(default_factory=list)
    published: str = ""
    business_id: str = ""
    standing: str = ""
    listing_count: int | None = None
    person_count: int | None = None
    brings_back: bool = False


def compared(fault) -> list[Side]:
    """Nothing for other faults than a likely duplicate."""
    if fault.kind != Kind.DUPLICATE:
        return []
    return _listings(fault.finding) if fault.listing else _partners(fault.finding)


def _listings(finding) -> list[Side]:
    pks = (finding.twin_id, finding.service_id)
    related = ("phones", "service_at_locations__location", "schedules__location", "organization")
    found = Service.objects.prefetch_related(*related).in_bulk(pks)
    return [_listing(found[pk]) for pk in pks if pk in found]


def _listing(listing: Service) -> Side:
    schedules = listing.schedules.all()
    places = [part.location for part in (*listing.service_at_locations.all(), *schedules) if part.location_id]
    published = listing.first_published_at
    return Side(
        about=listing,
        address="wagtailsnippets_directory_service:edit",
        partner=listing.organization,
        text=read_text(listing, "description", listing.original_language),
        places=list(dict.fromkeys(map(str, places))),
        ways=_ways(listing),
        languages=[wording.language_name(code) for code in listing.languages],
        times=[f"{each.opens_at:%H:%M}" for each in schedules if each.opens_at],
        published=wording.full_date(timezone.localdate(published)) if published else "",
    )


def _partners(finding) -> list[Side]:
    pks = (finding.other_partner_id, finding.organization_id)
    found = Organization.objects.prefetch_related("phones", "locations").in_bulk(pks)
    listings = _numbers(Service.objects.filter(organization__in=pks, live=True))
    people = _numbers(OrganizationRole.objects.current().filter(organization__in=pks))
    is_suspended = any(each.standing == Standing.SUSPENDED for each in found.values())
    return [
        _partner(found[pk], listings.get(pk, 0), people.get(pk, 0), brings_back=is_suspended)
        for pk in pks
        if pk in found
    ]


def _numbers(rows) -> dict[int, int]:
    return dict(rows.order_by().values_list("organization").annotate(number=Count("pk")))


def _partner(partner: Organization, listing_count: int, person_count: int, *, brings_back: bool) -> Side:
    places = [", ".join(filter(None, (str(each), each.street_address))) for each in partner.locations.all()]
    return Side(
        about=partner,
        address="desk_partner",
        text=read_text(partner, "description", "fi"),
        places=places,
        ways=_ways(partner),
        languages=[wording.language_name(code) for code in partner.languages],
        business_id=partner.business_id or "",
        standing=partner.get_standing_display(),
        listing_count=listing_count,
        person_count=person_count,
        brings_back=brings_back and partner.is_public,
    )


def _ways(row: Service | Organization) -> list[str]:
    return [way for way in (*(phone.number for phone in row.phones.all()), row.email, row.url) if way]
