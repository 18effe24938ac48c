"""Partners of the demo and what belongs to them: organisations, places, networks, help panel numbers."""

import datetime
from collections.abc import Mapping
from typing import Any

from directory.choices import PUBLIC_KINDS, NetworkRole, Standing
from directory.dates.times import at_midnight
from directory.imports.checks import check
from directory.imports.columns import columns
from directory.imports.demo_files import Entry
from directory.imports.demo_numbers import near
from directory.imports.problems import RefusedError
from directory.imports.references import References
from directory.models import (
    Helpline,
    Location,
    Network,
    NetworkMembership,
    Organization,
    OrganizationPhone,
    Partnership,
)

CITY = "Helsinki"
#: Meetings of networks, after midnight
MEETS_AT = datetime.timedelta(hours=14)
#: Who vouches for a partner without a business id, where its entry names nobody
VOUCHER = "hki-jarjestokoordinaattori"


def make_organization(entry: Entry, references: References) -> Organization:
    values = entry.values
    organization = Organization(
        slug=entry.id,
        kind=values["kind"],
        business_id=values.get("business_id") or None,
        parent=_organization(values.get("parent"), references),
        vouched_by=_organization(voucher_of(values), references),
        url=values.get("website", ""),
        email=values.get("email", ""),
        languages=values.get("languages", []),
        standing=Standing.ADMITTED,
        may_publish=values["kind"] in PUBLIC_KINDS,
        **proper_name(values),
        **columns("description", texts(values, "description")),
    )
    check(organization)
    organization.save()
    if number := values.get("phone"):
        phone = OrganizationPhone(organization=organization, number=number)
        check(phone)
        phone.save()
    references.add(organization)
    return organization


def make_location(entry: Entry, references: References) -> Location:
    values = entry.values
    area = references.neighbourhood(values["area"])
    latitude, longitude = near(area.latitude, area.longitude, entry.id)
    location = Location(
        slug=entry.id,
        organization=references.organization(values["organization"]),
        street_address=values.get("street", ""),
        postal_code=values.get("postal_code", ""),
        city=CITY,
        area=area,
        latitude=latitude,
        longitude=longitude,
        accessibility=values.get("accessibility", []),
        is_family_centre=values.get("is_family_centre", False),
        is_shared=values.get("is_shared", False),
        is_address_hidden=values.get("is_address_hidden", False),
        picture=references.picture(values["picture"]) if values.get("picture") else None,
        **proper_name(values),
        **columns("transportation", texts(values, "transport")),
        **columns("picture_text", texts(values, "picture_text")),
    )
    check(location)
    location.save()
    references.add(location)
    return location


def make_network(entry: Entry, references: References, today: datetime.date) -> Network:
    values = entry.values
    network = Network(
        slug=entry.id,
        area=references.district(values["area"]) if values.get("area") else None,
        **proper_name(values),
        **columns("theme", texts(values, "theme")),
    )
    check(network)
    network.save()
    if coordinator := _organization(values.get("coordinator"), references):
        _join(network, coordinator, NetworkRole.COORDINATOR)
    for member in values.get("members", []):
        _join(network, references.organization(member), NetworkRole.MEMBER)
    for days in values.get("meets_in_days", []):
        day = today + datetime.timedelta(days=days)
        network.meetings.create(starts_at=at_midnight(day) + MEETS_AT)
    return network


def make_partnership(entry: Entry, references: References, today: datetime.date) -> Partnership:
    """Its days are counted from the day of loading, so that something always comes up."""

    def day(key: str) -> datetime.date | None:
        return today + datetime.timedelta(days=values[key]) if key in values else None

    values = entry.values
    partnership = Partnership(
        unit=references.organization(values["unit"]),
        organization=references.organization(values["organization"]),
        kind=values["kind"],
        valid_from=today - datetime.timedelta(days=values["begun_days_ago"]),
        valid_until=day("ends_in_days"),
        review_date=day("review_in_days"),
        may_publish=values.get("may_publish", False),
        may_host=values.get("may_host", False),
        note=values.get("note", ""),
    )
    check(partnership)
    partnership.save()
    return partnership


def make_helpline(entry: Entry, _references: References) -> Helpline:
    values = entry.values
    helpline = Helpline(
        slug=entry.id,
        number=values["number"],
        rrule=values.get("rule", ""),
        opens_at=_clock(values.get("start")),
        closes_at=_clock(values.get("end")),
        languages=values.get("languages", []),
        has_interpretation=values.get("has_interpretation", False),
        is_emergency=values.get("is_emergency", False),
        sort_order=Helpline.objects.count(),
        **columns("name", texts(values, "name")),
        **columns("description", texts(values, "description")),
    )
    check(helpline)
    helpline.save()
    return helpline


def voucher_of(values: Mapping[str, Any]) -> str:
    """The id of the organisation that vouches for an entry; empty where nobody needs to."""
    if named := values.get("vouched_by"):
        return named
    is_known = values.get("business_id") or values.get("kind") in PUBLIC_KINDS
    return "" if is_known else VOUCHER


def texts(values: Mapping[str, Any], key: str) -> dict[str, str]:
    """A table of languages, empty where it is left out."""
    table = values.get(key, {})
    if not isinstance(table, dict):
        raise RefusedError(f"{key} is not a table of languages")
    return table


def proper_name(values: Mapping[str, Any]) -> dict[str, str | None]:
    """A name that is the same in every language is kept once: readers of all languages are shown it."""
    return columns("name", {"fi": values["name"]})


def _organization(slug: str | None, references: References) -> Organization | None:
    return references.organization(slug) if slug else None


def _join(network: Network, organization: Organization, role: NetworkRole) -> None:
    NetworkMembership.objects.create(network=network, organization=organization, role=role)


def _clock(value: str | None) -> datetime.time | None:
    return datetime.time.fromisoformat(value) if value else None
