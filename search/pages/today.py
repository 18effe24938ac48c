"""Today without appointment: doors open now and later, tomorrow's first when none is left, and phones."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from directory.choices import Channel, Entry
from directory.reading.cards import Card, build_cards
from search.engines import Engine
from search.metrics import counted_search
from search.pages import filters
from search.pages.chosen import chosen_by_id
from search.pages.filter_words import ChosenLabels, label_of
from search.pages.soon import WALK_IN, WALK_IN_TODAY, Soon, soon
from search.pages.ways_on import Way
from search.querying.parameters import Parameters, When
from search.querying.queries import Query, build
from search.querying.results import Hit, Results

#: What is shown of another day, and of phones
FEW_SHOWN = 5
PHONES_NOW = Parameters(channel=(Channel.PHONE.value,), entry=(Entry.WALK_IN.value,), when=When.NOW.value)


@dataclass(frozen=True)
class SessionGroup:
    title: str
    sessions: tuple[Soon, ...]


class TodayPage:
    """One page of today's doors, in the reader's language. `chosen` has one language and one area at most."""

    def __init__(self, get: Mapping[str, Any], engine: Engine, *, now: datetime.datetime):
        asked = Parameters.read(get)
        self.chosen = Parameters(spoken=asked.spoken[:1], area=asked.area[:1], page=asked.page)
        self.engine, self.now = engine, now
        self.results = counted_search(engine, self._query(WALK_IN_TODAY, page=asked.page))
        self.phone_hits = self._search(PHONES_NOW, area=()).hits[:FEW_SHOWN]

    def _search(self, parameters: Parameters, **changes) -> Results:
        """Ask with what is chosen, unless a change says otherwise."""
        return self.engine.search(self._query(parameters, **changes))

    def _query(self, parameters: Parameters, **changes) -> Query:
        chosen = {"spoken": self.chosen.spoken, "area": self.chosen.area} | changes
        return build(replace(parameters, **chosen), now=self.now, language=get_language())

    @cached_property
    def total(self) -> str:
        count = self.results.total
        return ngettext("%(count)s service", "%(count)s services", count) % {"count": count}

    @cached_property
    def tomorrow(self) -> Results:
        """Tomorrow's doors; asked for only where nothing is left today."""
        is_over = not self.results.total
        return self._search(WALK_IN.with_value("when", When.TOMORROW.value)) if is_over else Results()

    @cached_property
    def groups(self) -> list[SessionGroup]:
        """The sessions in their order, by whether one can come at once."""
        shown = [(self._cards[hit.service_id], hit) for hit in self._hits if hit.service_id in self._cards]
        parts = (
            (_("Tomorrow"), [pair for pair in shown if not self.results.total]),
            (_("Open now"), [pair for pair in shown if self.results.total and pair[0].is_open]),
            (_("Later today"), [pair for pair in shown if self.results.total and not pair[0].is_open]),
        )
        return [_group(title, pairs) for title, pairs in parts if pairs]

    @cached_property
    def phones(self) -> list[Soon]:
        """Lines that answer now, without appointment."""
        doors = {hit.service_id for hit in self._hits}
        hits = [hit for hit in self.phone_hits if hit.service_id not in doors]
        return [
            soon(hit.session, self._cards[hit.service_id]) for hit in hits if hit.service_id in self._cards
        ]

    @cached_property
    def languages(self) -> list[filters.Option]:
        """Languages spoken at the doors, the reader's own first, then the most spoken."""
        counts, own = self.results.facets.get("spoken", {}), get_language()
        ordered = sorted(counts, key=lambda code: (code != own, -counts[code], code))
        return [
            filters.Option("spoken", code, label_of("spoken", code), counts[code], code in self.chosen.spoken)
            for code in ordered
        ]

    @cached_property
    def areas(self) -> list[filters.Group]:
        return filters.area_groups(self.chosen, self.results.facets)

    @cached_property
    def wider(self) -> list[Way]:
        """Today without the chosen language or area, where nothing is left with them."""
        if self.results.total:
            return []
        labels = ChosenLabels(self.chosen)
        ways = (self._without(key, labels.of(key, value)) for key, value in self.chosen.chosen)
        return [way for way in ways if way.count]

    def _without(self, key: str, label) -> Way:
        count = self._search(WALK_IN_TODAY, **{key: ()}).total
        return Way(label, self.chosen.without_value(key).query_string(), count)

    @cached_property
    def elsewhere(self) -> str:
        """Where to read on, on the page of results: all of tomorrow, or whatever comes next."""
        chosen = replace(WALK_IN, spoken=self.chosen.spoken, area=self.chosen.area)
        return (
            chosen.with_value("when", When.TOMORROW.value) if self.tomorrow.total else chosen
        ).query_string()

    @cached_property
    def previous(self) -> str:
        page = self.results.page
        return self.chosen.with_value("page", page - 1).query_string() if page > 1 else ""

    @cached_property
    def next(self) -> str:
        page = self.results.page
        return "" if self.results.is_last_page else self.chosen.with_value("page", page + 1).query_string()

    @cached_property
    def _hits(self) -> tuple[Hit, ...]:
        return self.results.hits or self.tomorrow.hits[:FEW_SHOWN]

    @cached_property
    def _cards(self) -> dict[int, Card]:
        """All cards at once, in a constant number of queries; a door says more than its phone."""
        return {
            card.pk: card for card in build_cards(chosen_by_id((*self.phone_hits, *self._hits)), self.now)
        }


def _group(title: str, pairs: list[tuple[Card, Hit]]) -> SessionGroup:
    return SessionGroup(title, tuple(soon(hit.session, card) for card, hit in pairs))
