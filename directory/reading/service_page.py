"""What the page of one listing says: the same six answers as its card, larger, and then the rest."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from modeltranslation.utils import build_localized_fieldname

from directory.choices import TextState
from directory.dates import times
from directory.models import Location, Service, ServicePicture, ServiceUrl
from directory.reading import cards, wording
from directory.reading.alerts import Concerns
from directory.reading.card_rows import CardRow, row_of
from directory.reading.pictures import ShownPicture, show, with_pictures
from directory.reading.places import Place, describe_place
from directory.reading.sensitive import Sensitivity, has_sensitive_term
from directory.reading.texts import Text, choose_text, languages_of, read_text
from directory.reading.vocabulary import vocabulary
from directory.reading.web_pages import choose_pages
from directory.sessions import Coming, Session, coming

DATES_SHOWN = 8
DATES_BESIDE_A_WEEK = 4


@dataclass(frozen=True)
class Date:
    """One coming session: its day and hours in words, and what is special about it."""

    day: str
    hours: str
    is_open: bool
    is_cancelled: bool
    reason: Text
    place: Text
    languages: str
    entry: str
    note: Text | None = None


@dataclass(frozen=True)
class WeekDay:
    """A weekday with the sessions of the seven days from today."""

    name: str
    is_today: bool
    lines: tuple[tuple[str, str], ...]  # hours, and languages and entry


class ServicePage:
    """The values the service template shows, in the reader's language."""

    def __init__(self, service: Service, *, now: datetime.datetime):
        self.service = service
        self.now = now
        self.language = get_language()

    @cached_property
    def row(self) -> CardRow:
        return row_of(self.service)

    @cached_property
    def topic(self):
        return cards.nearest_topic(self.row)

    @cached_property
    def sensitivity(self) -> Sensitivity:
        return Sensitivity.of([has_sensitive_term(self.row.term_ids)])

    @property
    def concerns(self) -> Concerns:
        terms = map(vocabulary(self.language).by_id.get, self.row.term_ids)
        areas = {location.area.slug for location in self._locations.values() if location.area}
        return Concerns(frozenset(areas), frozenset(term.theme for term in terms if term))

    @cached_property
    def marks(self) -> list[cards.Mark]:
        return [*cards.marks(self.row, timezone.localdate(self.now)), *self._outdated_mark()]

    def _outdated_mark(self) -> Iterable[cards.Mark]:
        states = {state.language_code: state for state in self.service.translation_states.all()}
        state = states.get(self.language)
        if state and state.is_outdated and state.state != TextState.WRITTEN:
            yield cards.Mark("i-alert", _("The original text has changed since this translation"))

    @cached_property
    def _coming(self) -> Coming:
        return coming(self.service, self.now, DATES_SHOWN, times.next_seven_days(self.now))

    @property
    def sessions(self) -> tuple[Session, ...]:
        """The coming sessions, cancelled ones too."""
        return self._coming.following

    @property
    def course(self) -> str:
        """When what repeats begins and ends, if it ends at all: whoever joins half-way wants to know."""
        if not self._coming.course:
            return ""
        first, last = map(wording.full_date, self._coming.course)
        return _("First time %(first)s, last time %(last)s.") % {"first": first, "last": last}

    @cached_property
    def dates(self) -> list[Date]:
        return [self._date(session) for session in self.sessions]

    @property
    def first_dates(self) -> list[Date]:
        """What is shown at once: where the week tells the rhythm, a few are enough."""
        return self.dates[:DATES_BESIDE_A_WEEK] if self.has_week else self.dates

    @property
    def later_dates(self) -> list[Date]:
        return self.dates[len(self.first_dates) :]

    def _date(self, session: Session) -> Date:
        date = timezone.localdate(session.starts_at)
        return Date(
            day=wording.dated_day(date, timezone.localdate(self.now)),
            hours=wording.time_range(session.starts_at, session.ends_at),
            is_open=times.is_open(session, self.now),
            is_cancelled=session.is_cancelled,
            reason=choose_text(dict(session.reasons).get, self.language, self.service.original_language),
            place=self._place_name(session),
            languages=self._own_languages(session),
            entry=self._own_entry(session),
            note=choose_text(dict(session.notes).get, self.language, self.service.original_language),
        )

    def _own_languages(self, session: Session) -> str:
        """The session's languages where they differ from the listing's."""
        if set(session.languages) == set(self.service.languages):
            return ""
        return wording.language_names(session.languages)

    def _own_entry(self, session: Session) -> str:
        if session.entry == self.service.entry:
            return ""
        return cards.entry_words(session.entry, self.service.channels)

    def _place_name(self, session: Session) -> Text:
        """Where a session is, for a listing with several places."""
        place = self._locations.get(session.location_id) if len(self._locations) > 1 else None
        return read_text(place, "name", self.language) if place else Text("", self.language)

    @property
    def _this_week(self) -> tuple[Session, ...]:
        """All of today and the six days after it: more than DATES_SHOWN of a busy place."""
        return self._coming.within

    @cached_property
    def week(self) -> list[WeekDay]:
        """Monday to Sunday, each with what happens there in the seven days from today."""
        today = timezone.localdate(self.now)
        days = [today + datetime.timedelta(days=n) for n in range(7)]
        return [self._week_day(day, today) for day in sorted(days, key=lambda day: day.weekday())]

    def _week_day(self, day: datetime.date, today: datetime.date) -> WeekDay:
        sessions = [s for s in self._this_week if timezone.localdate(s.starts_at) == day]
        return WeekDay(
            name=wording.weekday_name(day.weekday()),
            is_today=day == today,
            lines=tuple((wording.time_range(s.starts_at, s.ends_at), self._week_note(s)) for s in sessions),
        )

    def _week_note(self, session: Session) -> str:
        parts = [wording.language_names(session.languages), self._own_entry(session)]
        return wording.DOT.join(filter(None, parts))

    @cached_property
    def has_week(self) -> bool:
        return any(day.lines for day in self.week)

    @cached_property
    def _locations(self) -> dict[int, Location]:
        """Every place the page speaks of: the listing's own and those of its coming sessions."""
        ids = [at.location_id for at in self.service.service_at_locations.all()]
        ids += [session.location_id for session in self.sessions if session.location_id]
        places = with_pictures(Location.objects.select_related("area").prefetch_related("phones"))
        found = places.in_bulk(set(ids))
        return {pk: found[pk] for pk in dict.fromkeys(ids) if pk in found}

    @cached_property
    def places(self) -> list[Place]:
        return [
            replace(describe_place(location), note=self._notes_of_places.get(pk))
            for pk, location in self._locations.items()
        ]

    @cached_property
    def _notes_of_places(self) -> dict[int, Text]:
        original = self.service.original_language
        # The reader's language, or that of the listing: a place knows no original of its own
        return {
            at.location_id: choose_text(
                lambda code, at=at: getattr(at, build_localized_fieldname("description", code)),
                self.language,
                original,
            )
            for at in self.service.service_at_locations.all()
        }

    @cached_property
    def picture(self) -> ShownPicture | None:
        """None where it would give a hidden address away."""
        is_hidden = any(place.is_address_hidden for place in self._locations.values())
        if is_hidden or not self.service.has_picture:
            return None
        known = with_pictures(ServicePicture.objects.filter(service=self.service)).get()
        text = choose_text(
            lambda code: getattr(known, build_localized_fieldname("text", code)),
            self.language,
            self.service.original_language,
        )
        return show(known.picture, text)

    @cached_property
    def entry(self) -> str:
        return cards.entry_words(self.service.entry, self.service.channels)

    @cached_property
    def for_whom(self) -> str:
        return cards.for_whom(self.row)

    @cached_property
    def languages(self) -> tuple[cards.SpokenLanguage, ...]:
        spoken = [code for session in (*self._this_week, *self.sessions) for code in session.languages]
        return cards.spoken_languages(dict.fromkeys([*self.service.languages, *spoken]))

    @cached_property
    def conditions(self) -> list[str]:
        """What is asked of a person and what is not, as far as told: families wonder most about these."""
        told = ((yes if is_needed else no) for is_needed, yes, no in self._asked if is_needed is not None)
        return list(filter(None, told))

    @property
    def demands(self) -> list[str]:
        """What is asked of a person, to be known before she goes there."""
        return [yes for is_needed, yes, _no in self._asked if is_needed]

    @property
    def _asked(self) -> tuple[tuple[bool | None, str, str], ...]:
        """Whether each is asked, and what is told if it is and if it is not."""
        service = self.service
        return (
            (
                service.needs_client_relation,
                _("You need to be a client already."),
                _("You need not be a client."),
            ),
            (service.needs_identity, _("A name or a paper is asked."), _("No name and no papers are asked.")),
            (service.needs_home_municipality, _("Only for people who live in the city."), ""),
        )

    @cached_property
    def must_be_asked(self) -> bool:
        """Whether it once said if there is room, and that has ended."""
        return bool(self.row.capacity_until) and self.row.capacity_until < timezone.localdate(self.now)

    @cached_property
    def closed(self) -> str:
        """That the listing is closed today, and until when; empty while it is open."""
        return cards.closed_words(self.row.closing, timezone.localdate(self.now))

    @cached_property
    def partners(self) -> list[tuple[str, object]]:
        """Other organisations with an accepted role: the role's name and the organisation."""
        return [(role.get_role_display(), role.organization) for role in self.service.accepted_roles]

    @cached_property
    def can_be_asked(self) -> bool:
        """Whether there is a number to call or an address to write to."""
        people = self.service.kept_contacts
        return bool(
            self.service.email or self.service.phones.all() or any(who.email or who.phone for who in people)
        )

    @cached_property
    def urls(self) -> list[tuple[str, Text]]:
        """Address and label of web pages, each once and in the language nearest to the reader."""
        own = [(self.service.url, Text(_("Web page"), self.language))] if self.service.url else []
        shown = choose_pages(self.service.urls.all(), self.language, self.service.original_language)
        labels: dict[str, Text] = {}
        for url, label in [*own, *((page.url, self._label(page)) for page in shown)]:
            labels.setdefault(url, label)
        return list(labels.items())

    def _label(self, url: ServiceUrl) -> Text:
        return read_text(url, "label", self.language) or Text(url.url, self.language)

    @property
    def today(self) -> str:
        return wording.full_date(timezone.localdate(self.now))

    @property
    def address(self) -> str:
        """The whole address of this page, for paper."""
        return f"{settings.SITE_URL.rstrip('/')}{reverse('service', args=[self.service.slug])}"

    @cached_property
    def confirmed(self) -> str:
        assurance = getattr(self.service, "assurance", None)
        return wording.full_date(assurance.assured_date) if assurance else ""

    @cached_property
    def other_languages(self) -> list[str]:
        """Codes of the languages, other than the one shown, in which this listing has a text."""
        shown = read_text(self.service, "name", self.language).language_code
        return [code for code in languages_of(self.service, "name") if code not in (self.language, shown)]
