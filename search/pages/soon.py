"""What one can walk into today: the next sessions without appointment, in the reader's language first."""

import datetime
from dataclasses import dataclass

from directory.choices import Channel, Entry
from directory.reading import wording
from directory.reading.cards import Card, build_cards
from search.engines import IndexMissing, get_engine
from search.pages.chosen import chosen_by_id
from search.querying.asking import query_of
from search.querying.parameters import Parameters, Sort, When
from search.querying.results import Results, SessionHit

SHOWN = 4
#: Doors that are open to everybody, the next ones first
WALK_IN = Parameters(channel=(Channel.ON_SITE.value,), entry=(Entry.WALK_IN.value,), sort=Sort.SOONEST.value)
WALK_IN_TODAY = WALK_IN.with_value("when", When.TODAY.value)


@dataclass(frozen=True)
class Soon:
    """A session of a listing, with its hours."""

    hours: str
    card: Card


@dataclass(frozen=True)
class WalkInToday:
    """The next sessions and the number of listings that still have one today."""

    sessions: tuple[Soon, ...] = ()
    total: int = 0


def walk_in_today(now: datetime.datetime, language: str) -> WalkInToday:
    try:
        everything = _search(WALK_IN_TODAY, now, language)
        own = _search(WALK_IN_TODAY.with_value("spoken", language), now, language)
    except IndexMissing:
        return WalkInToday()
    hits = {hit.service_id: hit for hit in (*own.hits[:SHOWN], *everything.hits)}
    shown = list(hits.values())[:SHOWN]
    cards = build_cards(chosen_by_id(shown), now)
    return WalkInToday(tuple(soon(hits[card.pk].session, card) for card in cards), everything.total)


def soon(session: SessionHit, card: Card) -> Soon:
    return Soon(wording.time_range(session.starts_at, session.ends_at), card)


def _search(parameters: Parameters, now: datetime.datetime, language: str) -> Results:
    return get_engine().search(query_of(parameters, now=now, language=language))
