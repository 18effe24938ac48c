"""Listings of the demo: a service with everything that belongs to it, live."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils import timezone

from directory.choices import ServiceRoleKind
from directory.imports.checks import check
from directory.imports.columns import columns
from directory.imports.demo_files import Entry
from directory.imports.demo_numbers import days_since_confirmed
from directory.imports.demo_partners import texts
from directory.imports.demo_schedules import make_schedules
from directory.imports.references import References
from directory.models import (
    Assurance,
    EasyLanguageText,
    RoleAcceptance,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceAttribute,
    ServiceCapacity,
    ServicePhone,
    ServiceRole,
)
from directory.translation_states import Edit, restate

CAPACITY_DAYS = 30
#: The translated fields of a listing and their keys in the files
TEXT_KEYS = {
    "name": "name",
    "summary": "summary",
    "description": "description",
    "application_process": "how_to_join",
    "eligibility_description": "eligibility",
    "fees_description": "fees",
    "first_time": "first_time",
    "alert": "alert",
}
#: Fields with the same name here and there, and what they are where an entry leaves them out
PLAIN_FIELDS = {
    "kind": "service",
    "gender": "",
    "is_free": True,
    "entry": "walk_in",
    "languages": [],
    "has_interpretation": False,
    "channels": [],
    "needs_client_relation": False,
    "needs_identity": False,
    "needs_home_municipality": False,
    "email": "",
}
ROLE_KEYS = {"co_providers": ServiceRoleKind.CO_PROVIDER, "funders": ServiceRoleKind.FUNDER}


def make_service(entry: Entry, references: References, today: datetime.date) -> Service:
    """Write a listing, its children, and the rows beside it that are no part of an edit."""
    service = _service(entry, references)
    check(service)
    _add_children(service, entry.values, references, today)
    go_live(service)
    _accept_roles(service)
    if status := entry.values.get("capacity"):
        until = today + datetime.timedelta(days=CAPACITY_DAYS)
        ServiceCapacity.objects.create(service=service, status=status, until=until)
    confirmed = today - datetime.timedelta(days=days_since_confirmed(entry.id))
    Assurance.objects.create(service=service, assured_date=confirmed)
    return service


def go_live(service: Service) -> None:
    """Write a listing and its children as live, with the one revision with which its history begins."""
    service.live, service.has_unpublished_changes = True, False
    service.first_published_at = service.last_published_at = timezone.now()
    service.save()
    revision = service.save_revision(clean=False, log_action=False)
    service.live_revision, service.has_unpublished_changes = revision, False
    service.save(update_fields=["live_revision", "has_unpublished_changes"])


def _service(entry: Entry, references: References) -> Service:
    values = entry.values
    youngest, oldest = values.get("ages") or (None, None)
    translated = {}
    for field, key in TEXT_KEYS.items():
        translated |= columns(field, texts(values, key))
    return Service(
        slug=entry.id,
        organization=references.organization(values["organization"]),
        original_language=next(iter(texts(values, "name")), ""),
        minimum_age=youngest,
        maximum_age=oldest,
        children_policy=values.get("children", ""),
        url=values.get("website", ""),
        **{field: values.get(field, nothing) for field, nothing in PLAIN_FIELDS.items()},
        **translated,
    )


def _add_children(
    service: Service, values: Mapping[str, Any], references: References, today: datetime.date
) -> None:
    schedules = make_schedules(values, references, today)
    children = {
        "schedules": schedules,
        "service_at_locations": list(_places(schedules)),
        "attributes": list(_attributes(values, references)),
        "roles": list(_roles(values, references)),
        "easy_texts": list(_easy_texts(values)),
        "phones": [ServicePhone(number=values["phone"])] if values.get("phone") else [],
    }
    for relation, instances in children.items():
        for instance in instances:
            check(instance, apart_from=("service",))
        getattr(service, relation).set(instances)
    restate(service, Edit())


def _places(schedules: Iterable[Schedule]) -> Iterator[ServiceAtLocation]:
    """The places of the sessions, each once."""
    locations = dict.fromkeys(schedule.location for schedule in schedules if schedule.location)
    for number, location in enumerate(locations):
        yield ServiceAtLocation(location=location, sort_order=number)


def _attributes(values: Mapping[str, Any], references: References) -> Iterator[ServiceAttribute]:
    terms = [references.topic(code) for code in values["topics"]]
    terms += [references.target_group(code) for code in values.get("target_groups", ())]
    for number, term in enumerate(terms):
        yield ServiceAttribute(term=term, sort_order=number)


def _easy_texts(values: Mapping[str, Any]) -> Iterator[EasyLanguageText]:
    for code, easy in values.get("easy", {}).items():
        yield EasyLanguageText(language_code=code, **easy)


def _roles(values: Mapping[str, Any], references: References) -> Iterator[ServiceRole]:
    for key, role in ROLE_KEYS.items():
        for slug in values.get(key, ()):
            yield ServiceRole(organization=references.organization(slug), role=role)


def _accept_roles(service: Service) -> None:
    """A role is public once the other organisation accepted it."""
    for role in service.roles.all():
        RoleAcceptance.objects.create(service=service, organization=role.organization, role=role.role)
