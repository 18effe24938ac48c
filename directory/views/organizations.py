"""The page of an organisation, with its listings."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.models import Organization, Service
from directory.reading.cards import Chosen, build_cards
from directory.reading.texts import text_columns
from directory.sessions import next_sessions

#: The rest is a search within the organisation
SHOWN = 20


@require_safe
def organization(request: HttpRequest, slug: str) -> HttpResponse:
    partner = get_object_or_404(
        Organization.objects.public().select_related("parent").prefetch_related("phones"), slug=slug
    )
    now = timezone.now()
    return render(
        request,
        "directory/organization.html",
        {"organization": partner, "units": _units_of(partner), "cards": _cards_of(partner, now)},
    )


def _units_of(partner: Organization) -> QuerySet[Organization]:
    return partner.units.public().only("slug", "parent", *text_columns("name"))


def _cards_of(partner: Organization, now):
    services = Service.objects.public().of_organization(partner).only("pk").order_by("pk")[:SHOWN]
    sessions = next_sessions(services, now, 1)
    return build_cards({pk: Chosen(session=next(iter(found), None)) for pk, found in sessions.items()}, now)
