"""The coming sessions of a tray's services as one calendar (RFC 5545), as a file or to subscribe to."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language
from icalendar import Calendar, Event

from directory.models import Location, Service, ServicePhone
from directory.plans import NOTE_FIELDS
from directory.reading.alerts import KnownAlert, alerts_to_come, concerns_of, shown_to
from directory.reading.texts import choose_text, read_text, text_columns
from directory.sessions import Session, sessions_between
from trays.models import Tray
from trays.reading.addresses import Handover
from trays.reading.phones import stop_phone
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
    for alert in _alerts(tray, now):
        calendar.add_component(_alert_event(alert, now))
    return calendar.to_ical()


@dataclass(frozen=True)
class Told:
    """A service, and whether it is told under a plain name."""

    service: Service
    is_plain: bool

    @property
    def name(self) -> str:
        name = plain_name() if self.is_plain else read_text(self.service, "name", get_language())
        return name.value

    def about(self, session: Session) -> str:
        """What is written of the session, and whom to call about it, line by line."""
        phones = (stop_phone(phone, self.service, is_plain=self.is_plain) for phone in self._phones)
        return "\n".join(filter(None, [*self._said(session), *map(str, phones)]))

    @property
    def _phones(self) -> Iterable[ServicePhone]:
        return self.service.phones.all()

    def _said(self, session: Session) -> Iterable[str]:
        """Nothing under a plain name: a calendar is seen by the whole family."""
        for pairs in () if self.is_plain else (session.reasons, session.notes):
            yield choose_text(dict(pairs).get, get_language(), self.service.original_language).value


def _events(tray: Tray, now: datetime.datetime) -> list[Event]:
    told = _told(tray)
    services = [each.service for each in told.values()]
    found = sessions_between(services, now - BEHIND, now + AHEAD, with_cancelled=True, extra=NOTE_FIELDS)
    sessions = [session for each in found.values() for session in each]
    places = Location.objects.filter(is_address_hidden=False).in_bulk(
        {session.location_id for session in sessions} - {None}
    )
    return [
        _event(told[session.service_id], session, places.get(session.location_id), now)
        for session in sessions
    ]


def _told(tray: Tray) -> dict[int, Told]:
    ids = list(tray.items.exclude(service=None).values_list("service", flat=True))
    plain = plain_ids(tray, ids)
    found = Service.objects.public().filter(pk__in=ids).only(*READ).prefetch_related("phones")
    return {each.pk: Told(each, each.pk in plain) for each in found}


def _event(told: Told, session: Session, place: Location | None, now: datetime.datetime) -> Event:
    event, service = Event(), told.service
    # The same session keeps its name, whenever it is asked for
    event.add("uid", f"{service.uuid}-{session.schedule_id}-{session.starts_at:%Y%m%dT%H%M}@tarjotin")
    event.add("dtstamp", now)
    event.add("dtstart", session.starts_at)
    event.add("dtend", session.ends_at)
    event.add("summary", told.name)
    if not told.is_plain:
        event.add("url", f"{settings.SITE_URL.rstrip('/')}/{get_language()}/services/{service.slug}/")
    event.add("status", "CANCELLED" if session.is_cancelled else "CONFIRMED")
    if about := told.about(session):
        event.add("description", about)
    if place:
        name = "" if told.is_plain else read_text(place, "name", get_language()).value
        event.add("location", ", ".join(filter(None, [name, place.street_address, place.city])))
    return event


def _alerts(tray: Tray, now: datetime.datetime) -> list[KnownAlert]:
    """Alerts of now and later about the services that are named: see `Letter.concerns`."""
    if not (coming := alerts_to_come(now)):
        return []
    ids = set(tray.items.exclude(service=None).values_list("service", flat=True))
    return shown_to(coming, concerns_of(ids - plain_ids(tray, ids)))


def _alert_event(alert: KnownAlert, now: datetime.datetime) -> Event:
    """As long as it is on; nobody is busy because of it."""
    event = Event()
    event.add("uid", f"alert-{alert.pk}@tarjotin")
    event.add("dtstamp", now)
    event.add("dtstart", alert.starts_at)
    event.add("dtend", alert.ends_at)
    event.add("summary", alert.text(get_language()).value)
    event.add("transp", "TRANSPARENT")
    return event
