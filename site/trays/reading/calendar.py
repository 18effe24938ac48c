"""The coming sessions of a tray's services as one calendar (RFC 5545), as a file or to subscribe to."""

import datetime

from django.conf import settings
from django.utils.translation import get_language
from icalendar import Calendar, Event

from directory.models import Location, Service
from directory.reading.texts import read_text, text_columns
from directory.sessions import Session, sessions_between
from trays.models import Tray
from trays.reading.addresses import Handover
from trays.reading.plain import plain_ids, plain_name

AHEAD = datetime.timedelta(days=60)
#: A session that is on now stays; those of the morning can be looked up
BEHIND = datetime.timedelta(days=1)
ASKED_AGAIN = datetime.timedelta(hours=6)
READ = ("slug", "uuid", "original_language", *text_columns("name"))


def calendar_of(tray: Tray, key: str, *, name: str, now: datetime.datetime) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.WAGTAIL_SITE_NAME}//trays//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", ASKED_AGAIN, parameters={"value": "DURATION"})
    calendar.add("url", Handover(key, get_language()).url)
    for event in _events(tray, now):
        calendar.add_component(event)
    return calendar.to_ical()


def _events(tray: Tray, now: datetime.datetime) -> list[Event]:
    ids = tray.items.values("service")
    plain = plain_ids(tray, tray.items.exclude(service=None).values_list("service", flat=True))
    services = {each.pk: each for each in Service.objects.public().filter(pk__in=ids).only(*READ)}
    found = sessions_between(services.values(), now - BEHIND, now + AHEAD, with_cancelled=True)
    sessions = [session for each in found.values() for session in each]
    places = Location.objects.filter(is_address_hidden=False).in_bulk(
        {session.location_id for session in sessions} - {None}
    )
    return [
        _event(_named(services[session.service_id], plain), session, places.get(session.location_id), now)
        for session in sessions
    ]


def _named(service: Service, plain: set[int]) -> tuple[Service, str]:
    """A service, and what it is called in the calendar."""
    is_plain = service.pk in plain
    return service, (plain_name() if is_plain else read_text(service, "name", get_language())).value


def _event(
    named: tuple[Service, str], session: Session, place: Location | None, now: datetime.datetime
) -> Event:
    event, (service, name) = Event(), named
    # The same session keeps its name, whenever it is asked for
    event.add("uid", f"{service.uuid}-{session.schedule_id}-{session.starts_at:%Y%m%dT%H%M}@tarjotin")
    event.add("dtstamp", now)
    event.add("dtstart", session.starts_at)
    event.add("dtend", session.ends_at)
    event.add("summary", name)
    event.add("url", f"{settings.SITE_URL.rstrip('/')}/{get_language()}/services/{service.slug}/")
    event.add("status", "CANCELLED" if session.is_cancelled else "CONFIRMED")
    if place:
        parts = [read_text(place, "name", get_language()).value, place.street_address, place.city]
        event.add("location", ", ".join(filter(None, parts)))
    return event
