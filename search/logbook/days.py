"""Counting the log day by day and month by month: the database adds up, and little is ever in memory."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from django.db import transaction
from django.db.models import Count, Max, Min, Q, QuerySet, Sum

from search.models import NextStep, SearchDay, SearchLog, SearchMonth

#: So few hits are next to nothing
FEW_HITS = 2
#: Below this a number might be one known person's
FEWEST = 5
BATCH = 1_000
WHAT = ("language_code", "area", "topic")


def count_days(since: date | None = None) -> int:
    """Count the days of the log from one on, or all, and their months; returns how many searches that is.

    Days that are no longer in the log keep the numbers they have.
    """
    days = SearchLog.objects.filter(**({"day__gte": since} if since else {}))
    found = list(days.order_by("day").values_list("day", flat=True).distinct())
    total = sum(_count_day(day) for day in found)
    for month in dict.fromkeys(day.replace(day=1) for day in found):
        _count_month(month)
    return total


def days_to_count() -> date | None:
    """The day to begin with: the last one that was counted may have gone on afterwards."""
    last = SearchDay.objects.aggregate(last=Max("day"))["last"]
    return last or SearchLog.objects.aggregate(first=Min("day"))["first"]


@transaction.atomic
def _count_day(day: date) -> int:
    gave_up = Count("pk", Q(next_step=NextStep.NOTHING))
    rows = SearchLog.objects.filter(day=day).values(*WHAT)
    counted = rows.annotate(searches=Count("pk"), few=Count("pk", Q(hits__lte=FEW_HITS)), gave_up=gave_up)
    SearchDay.objects.filter(day=day).delete()
    return _create(SearchDay, (SearchDay(day=day, **row) for row in _rows(counted)))


@transaction.atomic
def _count_month(month: date) -> int:
    days = SearchDay.objects.filter(day__gte=month, day__lt=_after(month)).values(*WHAT)
    counted = days.annotate(all_searches=Sum("searches"), all_few=Sum("few"), all_gave_up=Sum("gave_up"))
    SearchMonth.objects.filter(month=month).delete()
    return _create(SearchMonth, (_month(month, row) for row in _rows(counted)))


def _month(month: date, row: dict) -> SearchMonth:
    numbers = {name: row.pop(f"all_{name}") for name in ("searches", "few", "gave_up")}
    shown = {f"shown_{name}": counted_as(number) for name, number in numbers.items()}
    return SearchMonth(month=month, **row, **numbers, **shown)


def counted_as(number: int) -> int:
    """How a number enters a sum: a small one as one, whatever it is, so that no total tells it."""
    return number if number >= FEWEST else min(number, 1)


def shown(number: int) -> str:
    """A number for people to see."""
    return str(number) if number >= FEWEST or number == 0 else f"< {FEWEST}"


def _rows(counted: QuerySet) -> Iterator[dict]:
    return counted.order_by().iterator(chunk_size=BATCH)


def _create(model: type, rows: Iterable) -> int:
    total = 0
    for batch in _batches(rows):
        model.objects.bulk_create(batch)
        total += sum(row.searches for row in batch)
    return total


def _batches(rows: Iterable) -> Iterator[list]:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield batch


def _after(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
