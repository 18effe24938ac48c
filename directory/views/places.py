"""The page of a place: what happens there this week, the host and the providers apart."""

import datetime
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from directory.dates import times
from directory.models import Location, Service
from directory.reading import wording
from directory.reading.cards import spoken_languages
from directory.reading.service_page import describe_place
from directory.reading.texts import Text, read_text, text_columns
from directory.sessions import Session, sessions_between


@dataclass(frozen=True)
class Visit:
    """One session at a place, as a line of its week."""

    hours: str
    service: Service
    name: Text
    organization: Text
    languages: tuple
    is_open: bool
    is_cancelled: bool


@dataclass(frozen=True)
class Day:
    name: str
    visits: tuple[Visit, ...]


@require_safe
def place(request: HttpRequest, slug: str) -> HttpResponse:
    location = get_object_or_404(
        Location.objects.select_related("area", "organization").prefetch_related("phones"), slug=slug
    )
    now = timezone.now()
    context = {"location": location, "place": describe_place(location), "days": _week(location, now)}
    return render(request, "directory/place.html", context)


def _week(location: Location, now: datetime.datetime) -> list[Day]:
    """The coming seven days, each with what happens here; days without anything are left out."""
    services = {s.pk: s for s in _services_at(location)}
    window = times.next_seven_days(now)
    found = sessions_between(services.values(), window.start, window.end, with_cancelled=True)
    here = sorted(
        (s for some in found.values() for s in some if s.location_id == location.pk),
        key=lambda s: s.starts_at,
    )
    today = timezone.localdate(now)
    return [
        Day(
            wording.day_in_words(date, today), tuple(_visit(s, services[s.service_id], now) for s in sessions)
        )
        for date, sessions in groupby(here, key=lambda s: timezone.localdate(s.starts_at))
    ]


def _services_at(location: Location) -> QuerySet[Service]:
    names = (*text_columns("name"), *text_columns("organization__name"))
    services = Service.objects.public().at_location(location).select_related("organization")
    return services.only("slug", "original_language", "organization__slug", *names)


def _visit(session: Session, service: Service, now: datetime.datetime) -> Visit:
    language = get_language()
    return Visit(
        hours=wording.time_range(session.starts_at, session.ends_at),
        service=service,
        name=read_text(service, "name", language),
        organization=read_text(service.organization, "name", language),
        languages=spoken_languages(session.languages),
        is_open=times.is_open(session, now),
        is_cancelled=session.is_cancelled,
    )
