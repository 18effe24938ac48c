"""Trays whose time is over go each day."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from directory import daily
from directory.daily import Errand
from trays.changes import delete_expired
from trays.models import Tray


def register() -> None:
    daily.register("trays", expired)


def expired(now: datetime) -> Iterator[Errand]:
    if number := Tray.objects.expired(timezone.localdate(now)).count():
        yield Errand(f"delete {number} trays", lambda: delete_expired(now))
