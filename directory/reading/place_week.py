"""A week at a place, Monday to Sunday: what happens there, and who arranges it."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language

from directory.dates import times
from directory.models import Location, Organization, Service
from directory.reading import wording
from directory.reading.alerts import Concerns
from directory.reading.alphabets import by_name
from directory.reading.cards import (
    Mark,
    SpokenLanguage,
    closed_words,
    entry_words,
    example_mark,
    spoken_languages,
)
from directory.reading.examples import is_example
from directory.reading.pictures import with_pictures
from directory.reading.sensitive import Sensitivity, is_sensitive_listing
from directory.reading.texts import Text, choose_text, read_text, text_columns
from directory.sessions import Session, sessions_between

#: How far ahead one may look
WEEKS_AHEAD = 8
#: Services without a time this week; the rest are found by searching
OTHERS_SHOWN = 20
ONE_WEEK = datetime.timedelta(days=7)


@dataclass(frozen=True)
class Visit:
    """One session at a place, as a line of its week; `is_hosts` where the place itself arranges it."""

    hours: str
    service: Service
    name: Text
    organization: Text
    is_hosts: bool
    languages: tuple[SpokenLanguage, ...]
    entry: str
    is_open: bool
    is_cancelled: bool
    reason: Text


@dataclass(frozen=True)
class Day:
    name: str
    is_today: bool
    visits: tuple[Visit, ...]


def locations_for_page() -> QuerySet[Location]:
    """Public places with what their page reads of them."""
    places = Location.objects.public().annotate(is_example=is_example(Location))
    return with_pictures(places.select_related("area", "organization").prefetch_related("phones"))


def monday_of(text: str, today: datetime.date) -> datetime.date:
    """The first day of the week that a date in an address (ISO 8601) is in, within what may be looked at."""
    this_monday = _monday(today)
    try:
        asked = _monday(datetime.date.fromisoformat(text))
    except ValueError:
        return this_monday
    return max(this_monday, min(asked, this_monday + WEEKS_AHEAD * ONE_WEEK))


def _monday(day: datetime.date) -> datetime.date:
    return day - datetime.timedelta(days=day.weekday())


class PlaceWeek:
    """One week of a place, in the reader's language. Two queries, whatever the city has elsewhere."""

    def __init__(self, location: Location, *, week: str, now: datetime.datetime):
        self.location = location
        self.now = now
        self.today = timezone.localdate(now)
        self.monday = monday_of(week, self.today)
        self.language = get_language()

    @property
    def concerns(self) -> Concerns:
        return Concerns(areas=frozenset({self.location.area.slug} if self.location.area else ()))

    @property
    def sensitivity(self) -> Sensitivity:
        return Sensitivity.of(service.is_sensitive for service in self._services.values())

    @property
    def marks(self) -> list[Mark]:
        return [example_mark()] if self.location.is_example else []

    @cached_property
    def dates(self) -> str:
        return wording.date_range(self.monday, self.monday + datetime.timedelta(days=6))

    @property
    def printed(self) -> str:
        """Today, for paper."""
        return wording.full_date(self.today)

    @property
    def address(self) -> str:
        """The whole address of the page, for paper."""
        return f"{settings.SITE_URL.rstrip('/')}{reverse('place', args=[self.location.slug])}"

    @property
    def is_this_week(self) -> bool:
        return self.monday <= self.today

    @cached_property
    def previous(self) -> str:
        return "" if self.is_this_week else f"?week={self.monday - ONE_WEEK}#week"

    @cached_property
    def next(self) -> str:
        coming = self.monday + ONE_WEEK
        return f"?week={coming}#week" if monday_of(str(coming), self.today) == coming else ""

    @cached_property
    def days(self) -> list[Day]:
        """The days of the week that are not over, those without anything too."""
        return [self._day(day) for day in self._week_days if day >= self.today]

    @cached_property
    def past_days(self) -> list[Day]:
        return [self._day(day) for day in self._week_days if day < self.today]

    @property
    def _week_days(self) -> list[datetime.date]:
        return [self.monday + datetime.timedelta(days=number) for number in range(7)]

    @cached_property
    def has_visits(self) -> bool:
        return bool(self._sessions)

    @property
    def host(self) -> Organization | None:
        """Whose place it is, if that has a page."""
        organization = self.location.organization
        return organization if organization and organization.is_public else None

    @cached_property
    def guests(self) -> list[Organization]:
        """Other organisations that arrange something here this week."""
        services = (self._services[session.service_id] for session in self._sessions)
        found = {service.organization for service in services if not self._is_hosts(service)}
        return by_name(found, self.language)

    @cached_property
    def others(self) -> list[tuple[Service, str]]:
        """What is offered here without a time this week; of what is closed, when it is back."""
        meeting = {session.service_id for session in self._sessions}
        resting = [service for pk, service in self._services.items() if pk not in meeting]
        shown = by_name(resting, self.language)[:OTHERS_SHOWN]
        return [(service, closed_words(service.closing, self.today)) for service in shown]

    @cached_property
    def _services(self) -> dict[int, Service]:
        names = (*text_columns("name"), *text_columns("organization__name"))
        services = Service.objects.public().at_location(self.location).select_related("organization")
        services = services.annotate(is_sensitive=is_sensitive_listing())
        plain = ("slug", "original_language", "channels", "closed_from", "closed_until", "organization__slug")
        return {service.pk: service for service in services.only(*plain, *names)}

    @cached_property
    def _sessions(self) -> list[Session]:
        """Every session that begins here this week, in order, cancelled and past ones too."""
        start, end = times.at_midnight(self.monday), times.at_midnight(self.monday + ONE_WEEK)
        found = sessions_between(self._services.values(), start, end, with_cancelled=True)
        here = (session for some in found.values() for session in some if self._is_here(session, start))
        return sorted(here, key=lambda session: session.starts_at)

    def _is_here(self, session: Session, start: datetime.datetime) -> bool:
        return session.location_id == self.location.pk and session.starts_at >= start

    def _is_hosts(self, service: Service) -> bool:
        return service.organization_id == self.location.organization_id

    def _day(self, day: datetime.date) -> Day:
        return Day(
            name=wording.dated_day(day, self.today),
            is_today=day == self.today,
            visits=tuple(self._visit(session) for session in self._sessions if _day_of(session) == day),
        )

    def _visit(self, session: Session) -> Visit:
        service = self._services[session.service_id]
        return Visit(
            hours=wording.time_range(session.starts_at, session.ends_at),
            service=service,
            name=read_text(service, "name", self.language),
            organization=read_text(service.organization, "name", self.language),
            is_hosts=self._is_hosts(service),
            languages=spoken_languages(session.languages),
            entry=entry_words(session.entry, service.channels),
            is_open=times.is_open(session, self.now),
            is_cancelled=session.is_cancelled,
            reason=choose_text(dict(session.reasons).get, self.language, service.original_language),
        )


def _day_of(session: Session) -> datetime.date:
    return timezone.localdate(session.starts_at)
