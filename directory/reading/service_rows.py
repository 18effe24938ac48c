"""Listings with everything that their pages read, in few queries."""

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from directory.models import (
    Organization,
    RoleAcceptance,
    Service,
    ServiceContact,
    ServicePicture,
    ServiceRole,
)
from directory.reading.easy_language import has_easy_texts
from directory.reading.examples import is_example


def services_for_page(services: QuerySet[Service] | None = None) -> QuerySet[Service]:
    """Listings (public ones) with everything their page reads, apart from sessions and places."""
    shown = Service.objects.public() if services is None else services
    return (
        shown.annotate(
            is_example=is_example(Service),
            # Most have neither: both are asked for only where there is one
            has_easy_texts=has_easy_texts(),
            has_picture=Exists(ServicePicture.objects.filter(service=OuterRef("pk"))),
        )
        .select_related("organization", "capacity", "assurance")
        .prefetch_related(
            Prefetch("roles", _accepted_roles(), to_attr="accepted_roles"),
            Prefetch("contacts", _kept_contacts(), to_attr="kept_contacts"),
            *("attributes", "service_at_locations", "phones", "urls", "translation_states"),
        )
    )


def _kept_contacts() -> QuerySet[ServiceContact]:
    """People whose time is not over: its end holds on the page before a name is removed from the database."""
    return ServiceContact.objects.filter(Q(keep_until__isnull=True) | Q(keep_until__gte=timezone.localdate()))


def _accepted_roles() -> QuerySet[ServiceRole]:
    acceptances = RoleAcceptance.objects.filter(
        service=OuterRef("service"), organization=OuterRef("organization"), role=OuterRef("role")
    )
    partners = Organization.objects.public()
    return ServiceRole.objects.filter(Exists(acceptances), organization__in=partners).select_related(
        "organization"
    )
