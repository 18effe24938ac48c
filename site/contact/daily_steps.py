"""Requests are answered in time, or units reminded, and kept no longer than their senders were told."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Q

from contact.erasing import erase
from contact.models import HelpLogEntry, HelpRequest
from contact.models.requests import HelpRequestQuerySet
from contact.reminding import late_requests
from directory import daily
from directory.daily import Errand
from directory.retention import kept_for
from guarding.remains import clear_remains

#: After which a request of which no unit was told is certainly not being sent any more
SENDING_TAKES = timedelta(hours=1)


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


def remains(_now: datetime) -> Iterator[Errand]:
    """What a deletion could not clear because somebody read meanwhile (see guarding.remains)."""

    def clear() -> None:
        transaction.on_commit(partial(clear_remains, HelpRequest._meta.db_table), robust=True)

    yield Errand("clear the database's files of what was deleted", clear)


def _old(now: datetime) -> HelpRequestQuerySet:
    found = HelpRequest.objects
    never_sent = Q(told_at=None, created_at__lte=now - SENDING_TAKES)
    return found.filter(Q(pk__in=found.over(now).values("pk")) | never_sent)
