"""Cards: what a listing says on a page of many: what, for whom, how, in which languages, when, where."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter
from typing import Protocol

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from directory.choices import CapacityStatus, Channel, ChildrenPolicy, Entry, Gender, TaxonomySlug, TextState
from directory.dates.times import is_running
from directory.freshness import Closing, Freshness, freshness
from directory.models import Location, Service
from directory.prepared import Prepared, Row
from directory.reading import wording
from directory.reading.card_rows import CardRow, card_rows, row_of
from directory.reading.sensitive import has_sensitive_term
from directory.reading.texts import Text, read_columns, text_columns
from directory.reading.vocabulary import Term, vocabulary

PLACE_COLUMNS = (
    *("pk", "street_address", "is_address_hidden", "is_family_centre"),
    *(*text_columns("name"), *text_columns("area__name")),
)
ENTRY_ICONS = {
    Entry.WALK_IN: "i-door",
    Entry.APPOINTMENT: "i-calendar",
    Entry.REGISTRATION: "i-edit",
    Entry.REFERRAL: "i-mail",
}


class CardSession(Protocol):
    """What a card says of the session it stands for; times are aware, None where it has no dates."""

    starts_at: datetime.datetime | None
    ends_at: datetime.datetime | None
    location_id: int | None
    languages: Sequence[str]
    entry: str


@dataclass(frozen=True)
class Chosen:
    """What a search adds to a card: the session that met the conditions, its distance, the ages it suits."""

    session: CardSession | None = None
    distance_m: float | None = None
    suited_ages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """What a card says of a place."""

    name: Text
    area: Text
    street_address: str
    is_address_hidden: bool
    is_family_centre: bool


@dataclass(frozen=True)
class Mark:
    """A small honest label: an icon and words; `kind` is "", "warn" or "good"."""

    icon: str
    words: str
    kind: str = ""


@dataclass(frozen=True)
class SpokenLanguage:
    name: str
    is_readers: bool


@dataclass(frozen=True)
class Card:
    """Everything the card component shows, in the reader's words."""

    pk: int
    url: str
    name: Text
    organization: Text
    topic: Term | None
    for_whom: str
    entry: str
    entry_icon: str
    cost: str
    languages: tuple[SpokenLanguage, ...]
    has_interpretation: bool
    is_open: bool
    when: str
    where: tuple[Text, ...]
    distance: str
    phone: str = ""
    suits: str = ""
    is_closed: bool = False  # for the summer, or for now
    is_sensitive: bool = False
    marks: tuple[Mark, ...] = field(default=())


def build_cards(chosen: Mapping[int, Chosen], now: datetime.datetime) -> list[Card]:
    """Cards in the mapping's order, in a constant number of queries; what is not public is left out."""
    if not chosen:
        return []
    rows = card_rows(chosen)
    places = _places(chosen.values())
    return [_card(rows[pk], what, places, now) for pk, what in chosen.items() if pk in rows]


def card_of_version(listing: Service, session: CardSession | None, now: datetime.datetime) -> Card:
    """The card of a listing in memory, such as an edit that waits: what readers will see of it."""
    chosen = Chosen(session)
    row = replace(row_of(listing), phone=next((phone.number for phone in listing.phones.all()), ""))
    card = _card(row, chosen, _places([chosen]), now)
    return card if listing.live else replace(card, url="")


def _places(chosen: Iterable[Chosen]) -> dict[int, Place]:
    ids = {what.session.location_id for what in chosen if what.session and what.session.location_id}
    return {row.pk: _place(row) for row in _rows_of_places(ids)}


@Prepared
def _rows_of_places(ids: list[int]) -> QuerySet:
    return Location.objects.rewrite(False).filter(pk__in=ids).values_list(*PLACE_COLUMNS, named=True)


def _place(row: Row) -> Place:
    language = get_language()
    return Place(
        name=read_columns(row, "name", language),
        area=read_columns(row, "area__name", language),
        street_address=row.street_address,
        is_address_hidden=row.is_address_hidden,
        is_family_centre=row.is_family_centre,
    )


def _card(row: CardRow, chosen: Chosen, places: Mapping[int, Place], now: datetime.datetime) -> Card:
    session = chosen.session
    entry = (session.entry if session else "") or row.entry
    place = places.get(session.location_id) if session and session.location_id else None
    today = timezone.localdate(now)
    return Card(
        pk=row.pk,
        url=reverse("service", args=[row.slug]),
        name=row.name,
        organization=row.organization,
        topic=nearest_topic(row),
        for_whom=for_whom(row),
        entry=entry_words(entry, row.channels),
        entry_icon=ENTRY_ICONS.get(entry, "i-info"),
        cost=_("free of charge") if row.is_free else "",
        languages=spoken_languages(session.languages if session else row.languages),
        has_interpretation=row.has_interpretation,
        is_open=_is_open(session, now),
        when=_when(session, now),
        where=where(place) if place else tuple(filter(None, [Text(channel_words(row), get_language())])),
        distance=_distance(chosen, place),
        phone=row.phone if place is None and Channel.PHONE in row.channels else "",
        suits=_suits(row, chosen.suited_ages),
        is_closed=bool(closed_words(row.closing, today)),
        is_sensitive=has_sensitive_term(row.term_ids),
        marks=tuple(marks(row, today)),
    )


def _distance(chosen: Chosen, place: Place | None) -> str:
    """Nothing of a secret place, also while the search index has yet to hear of it."""
    if chosen.distance_m is None or (place and place.is_address_hidden):
        return ""
    return wording.distance(chosen.distance_m)


def nearest_topic(row: CardRow) -> Term | None:
    terms = map(vocabulary(get_language()).by_id.get, row.term_ids)
    return next((term for term in terms if term and term.taxonomy == TaxonomySlug.TOPICS), None)


def for_whom(row: CardRow) -> str:
    """ "Families with children · 0–6 years · Women only": target groups, ages and gender, as far as told.

    Empty where nothing is told: that is no promise that everyone may come.
    """
    terms = map(vocabulary(get_language()).by_id.get, row.term_ids)
    names = wording.comma().join(t.name for t in terms if t and t.taxonomy == TaxonomySlug.TARGET_GROUPS)
    parts = [
        names,
        wording.ages(row.minimum_age, row.maximum_age),
        Gender(row.gender).label if row.gender else "",
        ChildrenPolicy(row.children_policy).label if row.children_policy else "",
    ]
    return wording.DOT.join(str(part) for part in parts if part)


def spoken_languages(codes: Iterable[str]) -> tuple[SpokenLanguage, ...]:
    """Names of spoken languages, the reader's own first."""
    own = get_language()
    ordered = sorted(codes, key=lambda code: code != own)
    return tuple(SpokenLanguage(wording.language_name(code), code == own) for code in ordered)


def where(place: Place) -> tuple[Text, ...]:
    """A place's name, street and area, each in the language it is in; a hidden address stays hidden."""
    if place.is_address_hidden:
        return (Text(_("the address is secret"), get_language()),)
    street = Text("" if place.is_family_centre else place.street_address, place.name.language_code)
    return _joined(filter(None, [place.name, street, place.area]))


def _joined(parts: Iterable[Text]) -> tuple[Text, ...]:
    """Neighbours in one language as one text: a comma between them then keeps their direction."""
    groups = groupby(parts, key=attrgetter("language_code"))
    return tuple(Text(", ".join(part.value for part in group), code) for code, group in groups)


def channel_words(row: CardRow) -> str:
    """How one meets when there is no place: a session without one is not on site, whatever else there is."""
    elsewhere = [code for code in row.channels if code != Channel.ON_SITE] or row.channels
    return wording.comma().join(str(Channel(code).label) for code in elsewhere if code in Channel.values)


def entry_words(entry: str, channels: Iterable[str]) -> str:
    """How one gets in; nobody can "just come" to a phone line."""
    if entry == Entry.WALK_IN and not {Channel.ON_SITE, Channel.OUTREACH} & set(channels):
        return _("Call, no appointment") if Channel.PHONE in channels else _("No appointment needed")
    return str(Entry(entry).label) if entry in Entry.values else ""


def _is_open(session: CardSession | None, now: datetime.datetime) -> bool:
    if not session or not session.starts_at:
        return False
    return is_running(session.starts_at, session.ends_at, now)


def _when(session: CardSession | None, now: datetime.datetime) -> str:
    if not session or not session.starts_at:
        return ""
    return wording.session_in_words(session.starts_at, session.ends_at, now)


def _suits(row: CardRow, ages: tuple[int, ...]) -> str:
    """For which of the children it is: said only where the listing tells its ages."""
    if not ages or (row.minimum_age is None and row.maximum_age is None):
        return ""
    listed = wording.comma().join(str(age) for age in ages)
    return ngettext(
        "Suits the child of %(ages)s years", "Suits the children of %(ages)s years", len(ages)
    ) % {"ages": listed}


def marks(row: CardRow, today: datetime.date) -> Iterable[Mark]:
    """The honest labels of a listing: its language, its translation, capacity and freshness."""
    if row.is_example:
        yield example_mark()
    if words := closed_words(row.closing, today):
        yield Mark("i-alert", words, "warn")
    yield from _language_marks(row)
    if row.has_easy_text:
        yield Mark("i-check", _("Easy language"))
    if row.capacity_until and row.capacity_until >= today and row.capacity_status != CapacityStatus.OPEN:
        is_full = row.capacity_status == CapacityStatus.FULL
        yield Mark("i-people", _("Full, ask for a place") if is_full else _("There is a queue"), "warn")
    if freshness(row.days_unconfirmed(today)) >= Freshness.LABELLED:
        time = wording.months_ago(row.assured_date, today)
        yield Mark("i-clock", _("Not confirmed for %(time)s") % {"time": time})


def example_mark() -> Mark:
    """That something is invented, to show what the site can do."""
    return Mark("i-info", pgettext("invented for a demonstration", "Example"))


def closed_words(closing: Closing | None, today: datetime.date) -> str:
    """ "Closed, back on 1 September 2026", or without an end "Closed for now"; empty while it is open."""
    if closing is None or not closing.includes(today):
        return ""
    if closing.last in (None, datetime.date.max):
        return _("Closed for now")
    back = closing.last + datetime.timedelta(days=1)
    return _("Closed, back on %(date)s") % {"date": wording.full_date(back)}


def _language_marks(row: CardRow) -> Iterable[Mark]:
    if row.name.language_code != get_language():
        yield Mark("i-language", text_language_words(row.name.language_code))
    elif row.text_state == TextState.MACHINE:
        yield Mark("i-language", _("Translated by a machine"))


def text_language_words(language_code: str) -> str:
    """ "Language of the text: Finnish"."""
    return _("Language of the text: %(language)s") % {"language": wording.language_name(language_code)}
