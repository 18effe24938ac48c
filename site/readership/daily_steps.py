"""Old numbers go."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from directory import retention
from readership.models import PageCount


def register() -> None:
    retention.register("numbers", "numbers of pages shown", old_numbers)


def old_numbers(now: datetime) -> QuerySet[PageCount]:
    return PageCount.objects.filter(month__lt=timezone.localdate(now) - retention.kept_for("numbers"))
