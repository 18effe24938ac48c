"""Schedules and places become templates and occurrences."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from directory import sessions as schedules
from directory.choices import AccessibilityFeature
from directory.dates.times import at_midnight, parts_of_day
from directory.models import Location, Service, ServiceAtLocation
from search.documents.channels import of_places, of_schedules
from search.documents.shapes import PART_BITS, Occurrence, SessionTemplate
from search.documents.texts import columns

#: How far ahead occurrences are written (DESIGN D15)
DAYS_AHEAD = 60


@dataclass(frozen=True, slots=True)
class Sessions:
    """Where and when a listing meets; `locations` are all its places."""

    templates: tuple[SessionTemplate, ...]
    occurrences: tuple[Occurrence, ...]
    locations: list[Location]


class _Hours(NamedTuple):
    """The time of a session alone: many listings are open at the same one."""

    starts_at: datetime
    ends_at: datetime
    is_cancelled: bool = False


def read_sessions(services: list[Service], *, today: date) -> dict[int, Sessions]:
    """Read the sessions of listings from `today` on, by the id of the listing, in five queries."""
    templates = schedules.session_templates(services)
    coming = schedules.sessions_between(
        services, at_midnight(today), at_midnight(today + timedelta(days=DAYS_AHEAD + 1))
    )
    places = _places_by_service(services)
    stated = {each.location_id for of_service in templates.values() for each in of_service}
    locations = _locations(stated.union(*places.values()) - {None})
    return {
        service.pk: _sessions(
            service, templates[service.pk], coming[service.pk], places[service.pk], locations
        )
        for service in services
    }


def _sessions(
    service: Service,
    stated: list[schedules.SessionTemplate],
    coming: list[schedules.Session],
    places: list[int],
    locations: dict[int, Location],
) -> Sessions:
    numbers = {template.schedule_id: number for number, template in enumerate(stated)}
    with_times = dict.fromkeys(each.location_id for each in stated if each.location_id)
    without_times = [locations[place] for place in places if place not in with_times]
    return Sessions(
        templates=(
            *_of_schedules(service, stated, locations),
            *_of_places(service, without_times, is_met_elsewhere=not stated),
        ),
        occurrences=tuple(_occurrence(each, numbers[each.schedule_id]) for each in coming),
        locations=[locations[place] for place in dict.fromkeys([*places, *with_times])],
    )


def _of_schedules(
    service: Service, stated: list[schedules.SessionTemplate], locations: dict[int, Location]
) -> list[SessionTemplate]:
    channels = of_schedules(service.channels, [each.location_id is not None for each in stated])
    return [
        _at(
            locations.get(each.location_id),
            SessionTemplate(_distinct(each.languages), each.entry, channels=ways, last_day=each.last_day),
        )
        for each, ways in zip(stated, channels, strict=True)
    ]


def _of_places(service: Service, places: list[Location], *, is_met_elsewhere: bool) -> list[SessionTemplate]:
    """Places at which no schedule meets, and the listing without a place where no schedule is without one."""
    at_places, elsewhere = of_places(service.channels, has_place=bool(places))
    own = SessionTemplate(_distinct(service.languages), service.entry)
    templates = [_at(place, replace(own, channels=at_places)) for place in places]
    if is_met_elsewhere and (elsewhere or not places):
        templates.append(replace(own, channels=elsewhere))
    return templates


def _at(location: Location | None, template: SessionTemplate) -> SessionTemplate:
    if location is None:
        return template
    template = replace(template, location_id=location.pk, location=location.slug)
    if location.is_address_hidden:
        # Whoever looks for a shelter must not narrow it down by area or by distance
        return template
    return replace(
        template,
        areas=_areas(location),
        postal_code=location.postal_code,
        latitude=location.latitude,
        longitude=location.longitude,
        is_family_centre=location.is_family_centre,
        is_step_free=AccessibilityFeature.STEP_FREE in location.accessibility,
    )


def _distinct(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))


def _areas(location: Location) -> tuple[str, ...]:
    area = location.area
    if area is None:
        return ()
    return (area.slug, area.parent.slug) if area.parent else (area.slug,)


def _occurrence(session: schedules.Session, template: int) -> Occurrence:
    hours = _Hours(session.starts_at, session.ends_at)
    return Occurrence(_minute(hours.starts_at), _minute(hours.ends_at), template, _parts(hours))


@lru_cache(maxsize=16_384)
def _parts(hours: _Hours) -> int:
    return sum(PART_BITS[part] for part in parts_of_day(hours))


@lru_cache(maxsize=16_384)
def _minute(moment: datetime) -> int:
    return int(moment.timestamp() // 60)


def _places_by_service(services: list[Service]) -> dict[int, list[int]]:
    places: dict[int, list[int]] = {service.pk: [] for service in services}
    rows = ServiceAtLocation.objects.filter(service__in=places).order_by("sort_order", "pk")
    for service_id, location_id in rows.values_list("service_id", "location_id"):
        places[service_id].append(location_id)
    return places


def _locations(ids: Iterable[int]) -> dict[int, Location]:
    shown = (
        "slug",
        "postal_code",
        "latitude",
        "longitude",
        "is_family_centre",
        "is_address_hidden",
        "accessibility",
    )
    names = [*columns("name"), *columns("name", prefix="area__"), *columns("name", prefix="area__parent__")]
    locations = Location.objects.select_related("area__parent").only(
        *shown, "area__slug", "area__parent__slug", *names
    )
    return locations.in_bulk(list(ids))
