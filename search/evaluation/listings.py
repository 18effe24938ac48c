"""Listings of a judgement set become rows of the directory: Finnish texts, no chosen topics."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone, translation

from directory.choices import Channel, Entry, Gender, OrganizationKind, Standing
from directory.models import Area, Location, Organization, Schedule, Service, ServiceAtLocation
from directory.validators import POSTAL_CODE
from search.evaluation.hours import read_hours
from search.querying.from_words import known_areas
from search.understanding.conditions import read_conditions

CHANNELS = {
    "place": Channel.ON_SITE,
    "home": Channel.HOME_VISIT,
    "phone": Channel.PHONE,
    "chat": Channel.ONLINE,
    "video": Channel.ONLINE,
    "online": Channel.ONLINE,
}
OLDEST = 120


def write_listings(rows: list[dict[str, Any]]) -> dict[int, str]:
    """Write rows as search.evaluation.fields has them; returns the set's ids by the keys of the rows."""
    with translation.override("fi"), transaction.atomic():
        writer = _Writer()
        return {writer.write(row, number).pk: row["id"] for number, row in enumerate(rows)}


class _Writer:
    def __init__(self) -> None:
        self.organizations: dict[str, Organization] = {}
        self.areas = {area.name_fi.casefold(): area for area in Area.objects.order_by("-kind")}
        self.known = known_areas()
        self.first_day = timezone.localdate() - datetime.timedelta(days=28)

    def write(self, row: Mapping[str, Any], number: int) -> Service:
        service = Service.objects.create(
            slug=f"listing-{number}",
            organization=self._organization(row.get("organization") or "?"),
            live=True,
            name_fi=row["name"][:200],
            summary_fi=(row.get("summary") or "")[:150],
            description_fi=row.get("description") or "",
            **_properties(row),
        )
        place = self._place(row, service)
        for order, text in enumerate(_times(row)):
            self._schedule(text, service, place, order)
        return service

    def _organization(self, name: str) -> Organization:
        if name not in self.organizations:
            self.organizations[name] = Organization.objects.create(
                slug=f"organization-{len(self.organizations)}",
                name_fi=name[:200],
                kind=OrganizationKind.CITY_UNIT,
                standing=Standing.ADMITTED,
            )
        return self.organizations[name]

    def _place(self, row: Mapping[str, Any], service: Service) -> Location | None:
        district, code = row.get("district") or "", str(row.get("postal_code") or "")
        code = code if POSTAL_CODE.fullmatch(code) else ""
        if not (district or code or row.get("accessible")):
            return None
        place = Location.objects.create(
            slug=f"place-of-{service.slug}",
            name_fi=district or row.get("organization") or "?",
            organization=service.organization,
            area=self._area(district, code),
            postal_code=code,
            accessibility=["step_free"] if row.get("accessible") else [],
        )
        ServiceAtLocation.objects.create(service=service, location=place)
        return place

    def _area(self, district: str, code: str) -> Area | None:
        by_name = self.areas.get(district.casefold()) or self.areas.get(f"{district} suurpiiri".casefold())
        return by_name or self._area_called(district) or self._area_of_code(code)

    def _area_called(self, district: str) -> Area | None:
        """The area that people call this: Itäkeskus is a part of Vartiokylä, as in the words of a query."""
        read = read_conditions(district, "fi", self.known).conditions
        slug = next((each.value for each in read if each.kind == "area"), "")
        return next((area for area in self.areas.values() if area.slug == slug), None) if slug else None

    def _area_of_code(self, code: str) -> Area | None:
        if not code:
            return None
        return next((area for area in self.areas.values() if code in area.postal_codes), None)

    def _schedule(self, text: str, service: Service, place: Location | None, order: int) -> None:
        hours = read_hours(text)
        Schedule.objects.create(
            service=service,
            rrule=hours.rrule,
            dtstart=self.first_day,
            opens_at=hours.opens_at,
            closes_at=hours.closes_at,
            location=place,
            sort_order=order,
        )


def _times(row: Mapping[str, Any]) -> list[str]:
    times = row.get("times") or []
    return [times] if isinstance(times, str) else times


def _properties(row: Mapping[str, Any]) -> dict[str, Any]:
    youngest, oldest = row.get("ages") or (None, None)
    genders = [each for each in row.get("for") or () if each in Gender.values]
    return {
        "minimum_age": youngest,
        "maximum_age": oldest if oldest is None or oldest < OLDEST else None,
        # The directory knows one: a listing for several is one for all of them
        "gender": genders[0] if len(genders) == 1 else "",
        "is_free": bool(row.get("free")),
        "entry": Entry.WALK_IN if row.get("walk_in") else "",
        "languages": list(row.get("spoken_languages") or ()),
        "channels": list(
            dict.fromkeys(CHANNELS[each] for each in row.get("channels") or () if each in CHANNELS)
        ),
    }
