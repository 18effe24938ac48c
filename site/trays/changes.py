"""What the maker of a tray does with it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from directory.models import Service
from directory.reading.texts import read_text, text_columns
from guarding.remains import clear_remains
from trays.keys import digest, new_key, reading_key
from trays.models import KEPT_FOR, MOST_SERVICES, Tray, TrayItem
from trays.reading.moves import places_now

COPIED = ("language", "reader_language", "title", "greeting", "second_greeting", "has_plain_names")
COPIED_OF_ITEM = ("service_id", "name", "name_language", "note", "second_note", "sort_order", "place_ids")


@dataclass(frozen=True)
class OwnTray:
    """A tray with the key that changes it."""

    key: str
    tray: Tray

    @property
    def reading_key(self) -> str:
        return reading_key(self.key)


def find_own(key: str) -> OwnTray | None:
    """The tray that a key for changing opens. A key that is none finds nothing."""
    tray = _opened(changing_digest=digest(key)) if key else None
    return OwnTray(key, tray) if tray else None


def find_shown(key: str) -> Tray | None:
    """The tray that a key for reading opens."""
    return _opened(reading_digest=digest(key)) if key else None


def _opened(**digest_of_key: str) -> Tray | None:
    """There is at most one: to put them in order takes longer than to find it."""
    return next(iter(Tray.objects.open().filter(**digest_of_key)), None)


def make_tray(language: str, **values) -> OwnTray:
    """An empty tray of somebody who writes in a language."""
    key = new_key()
    tray = Tray.objects.create(
        changing_digest=digest(key),
        reading_digest=digest(reading_key(key)),
        expires_on=timezone.localdate() + KEPT_FOR,
        **{"language": language} | values,
    )
    return OwnTray(key, tray)


@transaction.atomic
def add_services(tray: Tray, ids: Iterable[int], language: str) -> bool:
    """Put public services at the end, each once. False where one had no room any more."""
    found = Service.objects.public().only("original_language", *text_columns("name")).in_bulk(list(ids))
    wanted = [found[pk] for pk in dict.fromkeys(ids) if pk in found]
    places = places_now(found, timezone.now())
    # Two taps at the same moment wait for each other
    Tray.objects.select_for_update().get(pk=tray.pk)
    there = set(tray.items.values_list("service_id", flat=True))
    fresh = [service for service in wanted if service.pk not in there]
    room = MOST_SERVICES - len(there)
    last = tray.items.aggregate(last=Max("sort_order"))["last"] or 0
    TrayItem.objects.bulk_create(
        _item(tray, service, language, sort_order=last + number, place_ids=places[service.pk])
        for number, service in enumerate(fresh[:room], 1)
    )
    return len(fresh) <= room


def _item(tray: Tray, service: Service, language: str, **values) -> TrayItem:
    name = read_text(service, "name", language)
    return TrayItem(tray=tray, service=service, name=name.value, name_language=name.language_code, **values)


def remove_item(tray: Tray, item_id: int) -> None:
    tray.items.filter(pk=item_id).delete()


@transaction.atomic
def move_item(tray: Tray, item_id: int, by: int) -> None:
    """Change places with the neighbour before (-1) or behind (1), if there is one."""
    items = list(tray.items.select_for_update())
    here = next((place for place, item in enumerate(items) if item.pk == item_id), None)
    if here is None or not 0 <= here + by < len(items):
        return
    items[here], items[here + by] = items[here + by], items[here]
    for place, item in enumerate(items, 1):
        item.sort_order = place
    TrayItem.objects.bulk_update(items, ["sort_order"])


@transaction.atomic
def prolong(tray: Tray) -> None:
    """From then on its services are where they are now: that they have moved was told long enough."""
    tray.expires_on = timezone.localdate() + KEPT_FOR
    tray.save(update_fields=["expires_on"])
    items = list(tray.items.exclude(service=None))
    services = Service.objects.public().only("original_language").in_bulk([item.service_id for item in items])
    places = places_now(services, timezone.now())
    for item in items:
        item.place_ids = places.get(item.service_id) or item.place_ids
    TrayItem.objects.bulk_update(items, ["place_ids"])


@transaction.atomic
def copy_tray(tray: Tray) -> OwnTray:
    """A tray of one's own with the same words and services, without what the family said of them."""
    own = make_tray(**{name: getattr(tray, name) for name in COPIED})
    TrayItem.objects.bulk_create(
        TrayItem(tray=own.tray, **{name: getattr(item, name) for name in COPIED_OF_ITEM})
        for item in tray.items.all()
    )
    return own


@transaction.atomic
def wipe(tray: Tray) -> None:
    """Delete a tray with its notes at once. Answers of families stay: they know no tray."""
    tray.delete()
    transaction.on_commit(clear_remains, robust=True)


@transaction.atomic
def delete_expired(now: datetime.datetime) -> int:
    """Delete the trays whose time is over; returns how many. A daily step, safe to do twice."""
    expired = Tray.objects.expired(timezone.localdate(now))
    number = expired.count()
    expired.delete()
    transaction.on_commit(clear_remains, robust=True)
    return number
