"""Entries to measure the log of acts with, and the addresses that ask it for each of its filters."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from audit.choices import Act
from audit.models import Entry
from desk.log.asked import place_of

DAYS, BATCH, PEOPLE, OBJECTS = 730, 5_000, 400, 10_000


def make_entries(rows: int, *, seed: int) -> None:
    """Acts of two years. A few people do most, and most acts are of a few kinds, as it is in a city."""
    lot, now = random.Random(seed), timezone.now()  # noqa: S311 - no secret
    for first in range(0, rows, BATCH):
        Entry.objects.bulk_create(_entry(lot, now) for _ in range(min(BATCH, rows - first)))


def _entry(lot: random.Random, now: datetime) -> Entry:
    return Entry(
        at=now - timedelta(seconds=lot.randrange(DAYS * 24 * 60 * 60)),
        person=str(round(lot.paretovariate(1)) % PEOPLE),
        act=Act.values[round(lot.paretovariate(1)) % len(Act.values)],
        object_type="directory.service",
        object_id=str(lot.randrange(OBJECTS)),
        label="Perhekahvila",
        extra={"revision": lot.randrange(100_000)},
    )


def log_addresses() -> Iterator[str]:
    """The first page, each filter, two together, a name, and a page far down."""
    log, day = "/admin/desk/log/", (timezone.localdate() - timedelta(days=500)).isoformat()
    middle = Entry.objects.order_by("pk")[Entry.objects.count() // 2]
    for query in (
        *("", "person=1", "person=399", f"act={Act.ERASED}", "kind=directory.service&number=77"),
        *(f"first={day}&last={day}", f"person=1&act={Act.ERASED}", "q=kahvila", f"older={place_of(middle)}"),
    ):
        yield f"{log}?{query}"
