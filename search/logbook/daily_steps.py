"""Searches are counted once a day; old ones go, and only the numbers stay."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from directory import daily, retention
from directory.daily import Errand
from search.logbook.days import count_days, days_to_count
from search.models import SearchLog


def register() -> None:
    daily.register("searches", searches)
    retention.register("old searches", "searches from the log", old_searches)


def searches(_now: datetime) -> Iterator[Errand]:
    """The days since the last one that was counted; that one once more, since it may have gone on."""
    if since := days_to_count():
        yield Errand(f"count the searches since {since}", lambda: count_days(since))


def old_searches(now: datetime) -> QuerySet[SearchLog]:
    return SearchLog.objects.filter(day__lt=timezone.localdate(now) - retention.kept_for("old searches"))
