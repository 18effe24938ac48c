"""Searches are counted once a day; old ones go, and only the numbers stay."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from directory import daily
from directory.daily import Errand
from search.logbook.days import count_days, days_to_count
from search.models import SearchLog

#: Two years and the month that is not over: a summer can be compared with the one before
KEPT_FOR = timedelta(days=2 * 366 + 31)


def register() -> None:
    daily.register("searches", searches)
    daily.register("old searches", old_searches)


def searches(_now: datetime) -> Iterator[Errand]:
    """The days since the last one that was counted; that one once more, since it may have gone on."""
    if since := days_to_count():
        yield Errand(f"count the searches since {since}", lambda: count_days(since))


def old_searches(now: datetime) -> Iterator[Errand]:
    old = SearchLog.objects.filter(day__lt=timezone.localdate(now) - KEPT_FOR)
    if number := old.count():
        yield Errand(f"delete {number} searches from the log", old.delete)
