"""Old numbers go."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from directory import retention
from readership.models import FoundBy, PageCount


def register() -> None:
    retention.register("numbers", "numbers of pages shown", old_numbers)
    retention.register("found-by words", "words by which listings were found", old_words)


def old_numbers(now: datetime) -> QuerySet[PageCount]:
    return PageCount.objects.filter(month__lt=timezone.localdate(now) - retention.kept_for("numbers"))


def old_words(now: datetime) -> QuerySet[FoundBy]:
    return FoundBy.objects.filter(month__lt=timezone.localdate(now) - retention.kept_for("found-by words"))
