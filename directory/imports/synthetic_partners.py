"""Organisations and places for synthetic listings, spread over all neighbourhoods."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from directory.choices import AreaKind, OrganizationKind, Standing
from directory.imports.demo_numbers import near
from directory.imports.ledger import Ledger
from directory.models import Area, Location, Organization

LISTINGS_PER_ORGANIZATION = 40
LISTINGS_PER_LOCATION = 15
KINDS = (
    OrganizationKind.ASSOCIATION,
    OrganizationKind.CITY_UNIT,
    OrganizationKind.UNREGISTERED_GROUP,
    OrganizationKind.FOUNDATION,
    OrganizationKind.PARISH,
)


@dataclass(frozen=True)
class Partners:
    organizations: list[Organization]
    locations: list[Location]


def make_partners(
    listings: int, prefix: str, name: Callable[[], str], chance: random.Random, ledger: Ledger
) -> Partners:
    """Write the partners and places that so many listings need."""
    voucher = _organization(f"{prefix}-voucher", OrganizationKind.CITY_UNIT, name(), None)
    voucher.save()
    organizations = [
        _organization(f"{prefix}-organization-{number}", KINDS[number % len(KINDS)], name(), voucher)
        for number in range(1 + listings // LISTINGS_PER_ORGANIZATION)
    ]
    Organization.objects.bulk_create(organizations)
    areas = list(Area.objects.filter(kind=AreaKind.NEIGHBOURHOOD).select_related("parent").order_by("slug"))
    locations = [
        _location(
            f"{prefix}-location-{number}", name(), areas[number % len(areas)], chance.choice(organizations)
        )
        for number in range(1 + listings // LISTINGS_PER_LOCATION)
    ]
    Location.objects.bulk_create(locations)
    ledger.write_many("organization", {row.slug: row for row in [voucher, *organizations]})
    ledger.write_many("location", {row.slug: row for row in locations})
    return Partners(organizations, locations)


def _organization(slug: str, kind: OrganizationKind, name: str, voucher: Organization | None) -> Organization:
    return Organization(
        slug=slug, kind=kind, name_fi=name, vouched_by=voucher, standing=Standing.ADMITTED, languages=["fi"]
    )


def _location(slug: str, name: str, area: Area, organization: Organization) -> Location:
    latitude, longitude = near(area.latitude, area.longitude, slug)
    return Location(
        slug=slug,
        name_fi=name,
        organization=organization,
        street_address=f"{name} 1",
        postal_code=area.parent.postal_codes[0],
        city="Helsinki",
        area=area,
        latitude=latitude,
        longitude=longitude,
        is_shared=True,
    )
