"""Live lists of services inside a page: one search each, and the cards of all of them in one go."""

import datetime
from dataclasses import dataclass, field

from django.utils.translation import get_language

from directory.reading.cards import Card, build_cards
from search.engines import IndexMissing, get_engine
from search.pages.chosen import chosen_by_id
from search.querying.parameters import Parameters
from search.querying.queries import build
from search.querying.results import Hit


@dataclass
class LiveList:
    """What a search gives now; `query_string` leads to all of it."""

    query_string: str
    hits: tuple[Hit, ...] = ()
    total: int = 0
    cards: list[Card] = field(default_factory=list)

    @property
    def has_more(self) -> bool:
        return self.total > len(self.cards)


class LiveLists:
    """The lists of one page. A listing stands in the first list that finds it, and not again below."""

    def __init__(self, now: datetime.datetime):
        self.now = now
        self._lists: list[LiveList] = []
        self._shown: set[int] = set()

    def add(self, parameters: Parameters, most: int) -> LiveList:
        """Ask the search; the cards are there after `fill`."""
        made = LiveList(parameters.query_string())
        try:
            results = get_engine().search(build(parameters, now=self.now, language=get_language()))
        except IndexMissing:
            return made
        fresh = [hit for hit in results.hits if hit.service_id not in self._shown][:most]
        made.hits, made.total = tuple(fresh), results.total
        self._shown.update(hit.service_id for hit in fresh)
        self._lists.append(made)
        return made

    def fill(self) -> None:
        """Read the cards of all lists together."""
        chosen = chosen_by_id([hit for each in self._lists for hit in each.hits])
        by_id = {card.pk: card for card in build_cards(chosen, self.now)} if chosen else {}
        for each in self._lists:
            each.cards = [by_id[hit.service_id] for hit in each.hits if hit.service_id in by_id]
