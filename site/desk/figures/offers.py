"""Counting what there is today: listings, sessions, how fresh they are, partners, trays."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta

from django.db.models import Count
from django.utils import timezone

from desk.figures.ages import bands_of
from desk.figures.profiles import ROWS_AT_ONCE, Profile, districts_by_slug
from desk.figures.tally import Tally
from directory.choices import TextState
from directory.freshness import Closing, Freshness, days_unconfirmed, freshness
from directory.models import Location, Organization, Service, TranslationState
from directory.sessions import sessions_between
from search.logbook.days import counted_as
from trays.models import Tray

#: For how long sessions are counted: a monthly one is in it once
SESSIONS_FOR = timedelta(weeks=4)
LISTINGS_AT_ONCE = 500
#: Beside the stages of freshness
NEVER_CONFIRMED = "never"
#: As `_stage` takes them
FRESHNESS_COLUMNS = (
    *("assurance__assured_date", "assurance__paused_days", "assurance__hidden_date"),
    *("closed_from", "closed_until"),
)
#: What texts are counted as, beside how they were made: as they are asked for at the screen of languages
BY_PEOPLE, OUTDATED = "people", "outdated"


def listings(by_listing: Mapping[int, Profile], today: date) -> Tally:
    tally = Tally()
    for pk in _public(today).values_list("pk", flat=True).iterator(chunk_size=ROWS_AT_ONCE):
        profile = by_listing[pk]
        tally.add(languages=profile.languages, areas=profile.areas, themes=profile.themes)
    return tally


def texts(by_listing: Mapping[int, Profile], today: date) -> Tally:
    """Texts of public listings by their language and state; outdated ones are a state of their own."""
    tally = Tally()
    rows = TranslationState.objects.filter(service__in=_public(today)).order_by()
    columns = rows.values_list("service_id", "language_code", "state", "is_outdated")
    for pk, language, state, is_outdated in columns.iterator(chunk_size=ROWS_AT_ONCE):
        profile = by_listing[pk]
        states = _states(state, is_outdated)
        tally.add(languages=(language,), areas=profile.areas, themes=profile.themes, details=states)
    return tally


def _states(state: str, is_outdated: bool) -> tuple[str, ...]:
    if is_outdated:
        return (*([state] if state == TextState.MACHINE else []), OUTDATED)
    return (state,) if state == TextState.MACHINE else (state, BY_PEOPLE)


def ages(by_listing: Mapping[int, Profile], today: date) -> Tally:
    tally = Tally()
    rows = _public(today).values_list("pk", "minimum_age", "maximum_age")
    for pk, youngest, oldest in rows.iterator(chunk_size=ROWS_AT_ONCE):
        profile = by_listing[pk]
        tally.add(areas=profile.areas, themes=profile.themes, details=bands_of(youngest, oldest))
    return tally


def fresh(by_listing: Mapping[int, Profile], today: date) -> Tally:
    """Public listings and those that are hidden because nobody confirms them, by their stage."""
    tally = Tally()
    rows = Service.objects.in_force(today).order_by().values_list("pk", *FRESHNESS_COLUMNS)
    for pk, *row in rows.iterator(chunk_size=ROWS_AT_ONCE):
        profile = by_listing[pk]
        tally.add(areas=profile.areas, themes=profile.themes, details=(_stage(today, *row),))
    return tally


def _stage(today: date, assured_date, paused_days, hidden_date, closed_from, closed_until) -> str:
    if assured_date is None:
        return NEVER_CONFIRMED
    closing = Closing(closed_from, closed_until) if closed_from else None
    days = days_unconfirmed(assured_date, today, closing=closing, paused_days=paused_days)
    return (Freshness.HIDDEN if hidden_date else freshness(days)).name.lower()


def sessions(by_listing: Mapping[int, Profile], today: date) -> Tally:
    """Those of the next four weeks; the languages are their own, the area is where they meet."""
    tally, start = Tally(), timezone.make_aware(datetime.combine(today, time()))
    districts = districts_by_slug()
    places = Location.objects.filter(area__isnull=False).values_list("pk", "area__slug")
    where = {pk: (districts[slug],) for pk, slug in places.iterator(chunk_size=ROWS_AT_ONCE)}
    for some in _some_at_once(_public(today).only("pk")):
        for pk, found in sessions_between(some, start, start + SESSIONS_FOR).items():
            for session in found:
                tally.add(
                    languages=tuple(sorted(set(session.languages))),
                    areas=where.get(session.location_id, ()),
                    themes=by_listing[pk].themes,
                )
    return tally


def partners() -> Tally:
    tally = Tally()
    numbers = Organization.objects.public().order_by().values_list("kind").annotate(Count("pk"))
    for kind, number in numbers:
        tally.add(number, details=(kind,))
    return tally


def trays(today: date) -> Tally:
    """Those that can be opened, by the language of the family; the maker's where none is named."""
    tally = Tally()
    numbers = Tray.objects.open(today).order_by().values_list("reader_language", "language")
    by_language: dict[str, int] = {}
    for reader, maker, number in numbers.annotate(Count("pk")):
        by_language[reader or maker] = by_language.get(reader or maker, 0) + number
    for code, number in by_language.items():
        tally.add(counted_as(number), languages=(code,))
    return tally


def _public(today: date):
    return Service.objects.public(today).order_by()


def _some_at_once(services) -> Iterator[list[Service]]:
    some = []
    for service in services.iterator(chunk_size=LISTINGS_AT_ONCE):
        some.append(service)
        if len(some) == LISTINGS_AT_ONCE:
            yield some
            some = []
    if some:
        yield some
