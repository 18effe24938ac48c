"""Old numbers go."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from directory import daily
from directory.daily import Errand
from readership.models import PageCount

#: Two years and the month that is not over: a summer can be compared with the one before
KEPT_FOR = timedelta(days=2 * 366 + 31)


def register() -> None:
    daily.register("numbers", old_numbers)


def old_numbers(now: datetime) -> Iterator[Errand]:
    old = PageCount.objects.filter(month__lt=timezone.localdate(now) - KEPT_FOR)
    if number := old.count():
        yield Errand(f"delete {number} numbers of pages shown", old.delete)
