"""Trays are kept no longer than their makers were told."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from django.utils import timezone

from directory import daily
from directory.daily import Errand
from trays.changes import delete_expired
from trays.models import Tray


def register() -> None:
    daily.register("trays", expired_trays)


def expired_trays(now: datetime) -> Iterator[Errand]:
    if number := Tray.objects.expired(timezone.localdate(now)).count():
        yield Errand(f"delete {number} trays", partial(delete_expired, now))
