"""The services of a tray as they are now: in a constant number of queries, whatever their number.

Each that has ended or is closed adds a search for what is similar, and its queries (trays.reading.gone).
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import get_language

from directory.dates import times
from directory.plans import NOTE_FIELDS
from directory.prepared import Row
from directory.reading import cards, wording
from directory.reading.cards import Card, Chosen, build_cards
from directory.reading.service_page import Date, ServicePage
from directory.reading.texts import Text, choose_text, read_text
from directory.sessions import Session, next_sessions
from trays.models import Tray
from trays.reading.gone import Similar, similar_to
from trays.reading.items import Item, items_of
from trays.reading.listings import listings_of, phones_of
from trays.reading.moves import DATES_READ, Move, move_of, places_met
from trays.reading.phones import StopPhone, stop_phone
from trays.reading.places import StopPlace, own_places, places_by_id, stop_place
from trays.reading.plain import plain_card, plain_ids, plain_name

#: Of a service
DATES_SHOWN = 3


@dataclass(frozen=True)
class WithoutDate:
    """What a card says of a listing that has no dates: where it is, and how one gets in."""

    location_id: int | None
    languages: Sequence[str]
    entry: str
    starts_at: None = None
    ends_at: None = None


@dataclass(frozen=True)
class Stop:
    """One service of a tray. Without a card it is there no more: then `former` is its name.

    `similar` is what there is instead of one that is not there, or is closed and has no next date.
    """

    item: Item
    number: int
    notes: list[Text]
    card: Card | None = None
    dates: tuple[Date, ...] = ()
    places: tuple[StopPlace, ...] = ()
    move: Move | None = None
    phones: tuple[StopPhone, ...] = ()
    email: str = ""
    how: Text | None = None
    alert: Text | None = None
    conditions: tuple[str, ...] = ()
    demands: tuple[str, ...] = ()
    similar: Similar | None = None
    former: Text | None = None

    @property
    def has_address_on_card(self) -> bool:
        """Then paper says it once. Of several places each keeps its own beside its way."""
        streets = [place.street for place in self.places]
        told = [text.value for text in self.card.where] if self.card else []
        return len(streets) == 1 and bool(streets[0]) and any(streets[0] in each for each in told)

    @property
    def _date_on_card(self) -> Date | None:
        return next((date for date in self.dates if not date.is_cancelled), None)

    @property
    def date_note(self) -> Text | None:
        """What is written of the date that the card has."""
        return self._date_on_card.note if self._date_on_card else None

    @property
    def other_dates(self) -> list[Date]:
        """Cancelled ones before the one that the card has, and those after it: what it says is said once."""
        return [
            replace(date, note=None) if date.note == self.date_note else date
            for date in self.dates
            if date is not self._date_on_card
        ]


class Stops:
    """Reads the stops of one tray for a reader of the active language."""

    def __init__(self, tray: Tray, now: datetime.datetime):
        self.tray, self.now, self.language = tray, now, get_language()
        self.today = timezone.localdate(now)
        self.items = items_of(tray)
        ids = [item.service_id for item in self.items if item.service_id]
        self.services, self.phones = listings_of(ids), phones_of(ids)
        self.sessions = next_sessions(
            self.services.values(), now, DATES_READ, with_cancelled=True, extra=NOTE_FIELDS
        )
        self.own_places = own_places(self.services)
        self.plain = plain_ids(tray, ids)
        self.cards = {card.pk: self._shown(card) for card in build_cards(self._chosen(), now)}
        self.places = self._all_places()

    def read(self) -> list[Stop]:
        return [self._stop(number, item) for number, item in enumerate(self.items, 1)]

    def _shown(self, card: Card) -> Card:
        """Without its number: the stop says all numbers of the service, and what each is for."""
        return replace(plain_card(card) if card.pk in self.plain else card, phone="")

    def _chosen(self) -> dict[int, Chosen]:
        return {
            pk: Chosen(session=met_next(service, self.sessions[pk], self.own_places.get(pk, ())))
            for pk, service in self.services.items()
        }

    def _stop(self, number: int, item: Item) -> Stop:
        notes = self.tray.written(item.note, item.second_note, self.language)
        service, card = self.services.get(item.service_id), self.cards.get(item.service_id)
        if service is None or card is None:
            return self._gone(number, item, notes)
        dates, is_plain = _shown(self.sessions[service.pk]), service.pk in self.plain
        nothing, page = Text("", self.language), ServicePage(service, now=self.now)
        return Stop(
            item,
            number,
            notes,
            card,
            dates=tuple(self._date(service, session) for session in dates),
            places=tuple(self._place(service, place) for place in self._places_of(service, dates)),
            move=move_of(item.place_ids, self._met_at(service), self.places),
            phones=tuple(stop_phone(each, service, is_plain=is_plain) for each in self.phones[service.pk]),
            email="" if is_plain else service.email,
            how=nothing if is_plain else read_text(service, "application_process", self.language),
            alert=nothing if is_plain else read_text(service, "alert", self.language),
            conditions=tuple(page.conditions),
            demands=tuple(page.demands),
            similar=self._instead(item) if card.is_closed and not (card.when or is_plain) else None,
        )

    def _gone(self, number: int, item: Item, notes: list[Text]) -> Stop:
        """What is not there any more: of one that was to have a plain name, what is similar would tell."""
        if item.service_id in self.plain or (self.tray.has_plain_names and not item.service_id):
            return Stop(item, number, notes, former=plain_name())
        return Stop(item, number, notes, former=item.former_name, similar=self._instead(item))

    def _instead(self, item: Item) -> Similar:
        return similar_to(item, self.items, self.now)

    def _place(self, service: Row, place: Row) -> StopPlace:
        """What the listing says of the place may tell what it is."""
        notes = {} if service.pk in self.plain else self.own_places.get(service.pk, {})
        return stop_place(place, notes.get(place.pk))

    def _all_places(self) -> dict[int, Row]:
        """Those of the sessions, those named for whole listings, and those where a service was before."""
        met = {session.location_id for each in self.sessions.values() for session in each} - {None}
        return places_by_id(met.union(*self.own_places.values(), *(item.place_ids for item in self.items)))

    def _met_at(self, service: Row) -> list[int]:
        return places_met(self.sessions[service.pk], self.own_places.get(service.pk, ()))

    def _places_of(self, service: Row, dates: Iterable[Session]) -> list[Row]:
        """Where the shown dates are, or else where the service is."""
        of_dates = [session.location_id for session in dates if not session.is_cancelled]
        ids = of_dates or self.own_places.get(service.pk, ())
        return [self.places[pk] for pk in dict.fromkeys(ids) if pk in self.places]

    def _date(self, service: Row, session: Session) -> Date:
        day, nothing = timezone.localdate(session.starts_at), Text("", self.language)
        is_plain, original = service.pk in self.plain, service.original_language
        has_own_languages = set(session.languages) != set(service.languages)
        place = self.places.get(session.location_id) if self._has_several_places(service) else None
        return Date(
            day=wording.dated_day(day, self.today),
            hours=wording.time_range(session.starts_at, session.ends_at),
            is_open=times.is_open(session, self.now),
            is_cancelled=session.is_cancelled,
            reason=choose_text(dict(session.reasons).get, self.language, original),
            place=read_text(place, "name", self.language) if place else nothing,
            languages=wording.language_names(session.languages) if has_own_languages else "",
            entry=cards.entry_words(session.entry, service.channels)
            if session.entry != service.entry
            else "",
            note=nothing if is_plain else choose_text(dict(session.notes).get, self.language, original),
        )

    def _has_several_places(self, service: Row) -> bool:
        met = {session.location_id for session in self.sessions[service.pk]}
        return len(met | set(self.own_places.get(service.pk, ()))) > 1


def met_next(service: Row, sessions: Iterable[Session], places: Iterable[int]) -> Session | WithoutDate:
    """What the card of a service tells of when and where: its next session, or its first place."""
    coming = (session for session in sessions if not session.is_cancelled)
    place = next(iter(places), None)
    return next(coming, None) or WithoutDate(place, service.languages, service.entry)


def _shown(sessions: list[Session]) -> list[Session]:
    """The next dates, at least one of them to go to: cancelled ones before it are said as well."""
    shown = sessions[:DATES_SHOWN]
    if all(session.is_cancelled for session in shown):
        shown += [session for session in sessions[DATES_SHOWN:] if not session.is_cancelled][:1]
    return shown
