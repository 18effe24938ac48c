"""Ready-made trays as everybody reads them: in a list, and each with its services as they are now."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.functional import cached_property
from django.utils.translation import get_language

from directory.models import Service
from directory.reading.cards import Card, Chosen, build_cards
from directory.reading.sensitive import Sensitivity
from directory.reading.texts import Text, read_text, text_columns
from directory.reading.vocabulary import vocabulary
from directory.sessions import next_sessions
from trays.models import ReadyTray
from trays.reading.listings import listings_of
from trays.reading.places import own_places
from trays.reading.stops import met_next


@dataclass(frozen=True)
class ReadyLine:
    """One in the list, with how many services of it are there now."""

    slug: str
    name: Text
    theme: str
    count: int


@dataclass(frozen=True)
class ReadyService:
    card: Card
    note: Text


def ready_lines() -> list[ReadyLine]:
    """Those that are public, in the order that coordinators gave them. One query."""
    is_there = Q(items__service__in=Service.objects.public())
    found = ReadyTray.objects.public().annotate(count=Count("items", filter=is_there))
    return [_line(ready) for ready in found.only("slug", "topic", *text_columns("name"))]


def _line(ready: ReadyTray) -> ReadyLine:
    topic = vocabulary(get_language()).by_id.get(ready.topic_id)
    name = read_text(ready, "name", get_language())
    return ReadyLine(ready.slug, name, topic.theme if topic else "", ready.count)


class ReadyPage:
    """The values the page of a ready-made tray shows, in the reader's language."""

    def __init__(self, ready: ReadyTray, *, now: datetime.datetime):
        self.ready, self.now = ready, now

    @property
    def name(self) -> Text:
        return read_text(self.ready, "name", get_language())

    @property
    def greeting(self) -> Text:
        return read_text(self.ready, "greeting", get_language())

    @property
    def sensitivity(self) -> Sensitivity:
        return Sensitivity.of(each.card.is_sensitive for each in self.services)

    @cached_property
    def services(self) -> list[ReadyService]:
        """In their order; what is not public is left out."""
        notes = {item.service_id: read_text(item, "note", get_language()) for item in self.ready.items.all()}
        return [
            ReadyService(card, notes[card.pk]) for card in build_cards(self._chosen(list(notes)), self.now)
        ]

    def _chosen(self, ids: list[int]) -> dict[int, Chosen]:
        services = listings_of(ids)
        sessions, places = next_sessions(services.values(), self.now, 1), own_places(services)
        return {
            pk: Chosen(session=met_next(services[pk], sessions[pk], places.get(pk, ())))
            for pk in ids
            if pk in services
        }
