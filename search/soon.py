"""What one can walk into today: the next sessions without appointment, in the reader's language first."""

import datetime
from dataclasses import dataclass

from directory.choices import Channel, Entry
from directory.reading import wording
from directory.reading.cards import Card, build_cards
from search.chosen import chosen_by_id
from search.engines import IndexMissing, get_engine
from search.parameters import Parameters, Sort, When
from search.queries import build
from search.results import Hit, Results

SHOWN = 4


@dataclass(frozen=True)
class Soon:
    hours: str
    card: Card


@dataclass(frozen=True)
class WalkInToday:
    """The next sessions and the number of listings that still have one today."""

    sessions: tuple[Soon, ...] = ()
    total: int = 0


def walk_in_today(now: datetime.datetime, language: str) -> WalkInToday:
    parameters = Parameters(
        channel=(Channel.ON_SITE.value,),
        entry=(Entry.WALK_IN.value,),
        when=When.TODAY.value,
        sort=Sort.SOONEST.value,
    )
    try:
        everything = _search(parameters, now, language)
        own = _search(parameters.with_value("spoken", language), now, language)
    except IndexMissing:
        return WalkInToday()
    hits = {hit.service_id: hit for hit in (*own.hits[:SHOWN], *everything.hits)}
    return WalkInToday(_soon(list(hits.values())[:SHOWN], now), everything.total)


def _search(parameters: Parameters, now: datetime.datetime, language: str) -> Results:
    return get_engine().search(build(parameters, now=now, language=language))


def _soon(hits: list[Hit], now: datetime.datetime) -> tuple[Soon, ...]:
    sessions = {hit.service_id: hit.session for hit in hits}
    cards = build_cards(chosen_by_id(hits), now)
    return tuple(
        Soon(wording.time_range(sessions[card.pk].starts_at, sessions[card.pk].ends_at), card)
        for card in cards
    )
