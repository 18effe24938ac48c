"""The least that a page of twenty listings can cost: the same cards from the database, no search, no filters.

Its address exists only while `manage.py benchmark_pages` runs, which measures the others by it.
"""

from datetime import datetime, timedelta

from django.conf.urls.i18n import i18n_patterns
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from config import urls
from directory.choices import Entry
from directory.models import Service, ServiceAtLocation
from directory.reading.cards import Chosen, build_cards
from search.querying.results import PAGE_SIZE, SessionHit


def floor(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    places = ServiceAtLocation.objects.filter(service__in=_first_listings()).order_by(
        "service_id", "-sort_order"
    )
    chosen = {at.service_id: Chosen(session=_session(at.location_id, now)) for at in places}
    return render(request, "config/floor.html", {"cards": build_cards(chosen, now)})


def _first_listings() -> list[int]:
    with_a_place = Exists(ServiceAtLocation.objects.filter(service=OuterRef("pk")))
    listings = Service.objects.public().filter(with_a_place).order_by("pk")
    return list(listings.values_list("pk", flat=True)[:PAGE_SIZE])


def _session(location_id: int, now: datetime) -> SessionHit:
    """A session for the card to tell of, as a search would have found one."""
    return SessionHit(now, now + timedelta(hours=2), location_id, ("fi", "en"), Entry.WALK_IN)


# Before the pages of the CMS, which take every address that is left
urlpatterns = [*i18n_patterns(path("floor/", floor)), *urls.urlpatterns]
