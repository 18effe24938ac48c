"""Entries are kept as long as the table of retention says."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet

from audit.door import door
from audit.models import Entry
from directory import daily
from directory.daily import Errand
from directory.retention import kept_for


def register() -> None:
    daily.register("log of acts", old_entries)


def old_entries(now: datetime) -> Iterator[Errand]:
    over = Entry.objects.filter(at__lt=now - kept_for("log of acts"))
    if number := over.count():
        yield Errand(f"delete {number} entries of the log of acts", lambda: _delete(over))


def _delete(over: QuerySet[Entry]) -> None:
    with door():
        # Nobody listens to each of them, and nothing belongs to them: they need not be read first
        over.order_by()._raw_delete(over.db)
