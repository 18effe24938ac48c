"""Listings as cards, twenty at a time, without counting how many there are."""

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode

from directory.models import Service
from directory.querysets import ServiceQuerySet
from directory.reading.cards import Card, Chosen, build_cards
from directory.reading.sensitive import Sensitivity
from directory.sessions import next_sessions

ON_A_PAGE = 20


@dataclass(frozen=True)
class ListingsPage:
    """One page of cards, each with its next session; `previous` and `next` are addresses or empty."""

    cards: list[Card]
    number: int
    has_more: bool

    @property
    def sensitivity(self) -> Sensitivity:
        return Sensitivity.of(card.is_sensitive for card in self.cards)

    @property
    def previous(self) -> str:
        return _address(self.number - 1) if self.number > 1 else ""

    @property
    def next(self) -> str:
        return _address(self.number + 1) if self.has_more else ""


def listings_page(services: ServiceQuerySet, number: int, now: datetime.datetime) -> ListingsPage:
    """A page of public listings; the first one where there is no such page."""
    start = (number - 1) * ON_A_PAGE
    found = list(services.only("pk").order_by("pk")[start : start + ON_A_PAGE + 1])
    if not found and number > 1:
        return listings_page(services, 1, now)
    return ListingsPage(_cards(found[:ON_A_PAGE], now), number, has_more=len(found) > ON_A_PAGE)


def _cards(services: list[Service], now: datetime.datetime) -> list[Card]:
    sessions = next_sessions(services, now, 1)
    return build_cards({pk: Chosen(session=next(iter(found), None)) for pk, found in sessions.items()}, now)


def _address(page: int) -> str:
    return f"?{urlencode({'page': page})}#services" if page > 1 else "?#services"
