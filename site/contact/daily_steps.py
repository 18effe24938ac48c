"""Requests are answered in time, or units reminded, and kept no longer than their senders were told."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from django.db import connection, transaction
from django.db.models import Q

from contact.choices import Act
from contact.erasing import erase
from contact.models import HelpLogEntry, HelpRequest
from contact.models.requests import HelpRequestQuerySet
from contact.reminding import late_requests
from directory import daily
from directory.daily import Errand
from directory.retention import kept_for
from guarding.remains import clear_remains, log_of_writes

#: After which a request of which no unit was told is certainly not being sent any more
SENDING_TAKES = timedelta(hours=1)
#: So long after a deletion PostgreSQL makes the table anew each day: whoever read meanwhile has ended by then
CLEARED_AGAIN = timedelta(days=3)


def register() -> None:
    daily.register("help requests", old_requests)
    daily.register("late help requests", late_requests)
    daily.register("log of help requests", old_log)
    daily.register("remains", remains)


def old_requests(now: datetime) -> Iterator[Errand]:
    if number := _old(now).count():
        yield Errand(f"delete {number} help requests", lambda: erase(_old(now)))


def old_log(now: datetime) -> Iterator[Errand]:
    rows = HelpLogEntry.objects.filter(at__lte=now - kept_for("log of help requests"))
    if number := rows.count():
        yield Errand(f"delete {number} lines of the log of help requests", rows.delete)


def remains(now: datetime) -> Iterator[Errand]:
    """What somebody's reading kept from being cleared when it was deleted."""
    lately = HelpLogEntry.objects.filter(act=Act.DELETED, at__gt=now - CLEARED_AGAIN)
    if connection.vendor == "postgresql" and lately.exists():
        table = partial(clear_remains, HelpRequest._meta.db_table)
        yield Errand(
            "make the table of help requests anew", partial(transaction.on_commit, table, robust=True)
        )
    if log_of_writes():
        clearing = partial(transaction.on_commit, clear_remains, robust=True)
        yield Errand("clear the log of writes", clearing)


def _old(now: datetime) -> HelpRequestQuerySet:
    found = HelpRequest.objects
    never_sent = Q(told_at=None, created_at__lte=now - SENDING_TAKES)
    return found.filter(Q(pk__in=found.over(now).values("pk")) | never_sent)
