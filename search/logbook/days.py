"""Counting the log day by day and month by month: the database does it all, so nothing is ever in memory."""

from datetime import date

from django.db import connection, transaction
from django.db.models import Max, Min
from django.utils import timezone

from directory.reading.wording import grouped
from search.models import SearchDay, SearchLog, SearchMonth, SearchYear

#: So few hits are next to nothing
FEW_HITS = 2
#: Below this a number might be one known person's
FEWEST = 5

#: From rows to rows: through Python it takes ten times as long
DAY_SQL = """
INSERT INTO search_searchday (day, language_code, area, topic, searches, few, gave_up)
SELECT day, language_code, area, topic, COUNT(*),
       SUM(CASE WHEN hits <= %s THEN 1 ELSE 0 END), SUM(CASE WHEN next_step = '' THEN 1 ELSE 0 END)
FROM search_searchlog WHERE day = %s GROUP BY day, language_code, area, topic
"""
#: A number as it enters a sum is worked out here; see `counted_as`
MONTH_SQL = """
INSERT INTO search_searchmonth (month, language_code, area, topic, searches, few, gave_up,
                                shown_searches, shown_few, shown_gave_up)
SELECT %s, language_code, area, topic, searches, few, gave_up,
       CASE WHEN searches >= %s THEN searches WHEN searches > 0 THEN 1 ELSE 0 END,
       CASE WHEN few >= %s THEN few WHEN few > 0 THEN 1 ELSE 0 END,
       CASE WHEN gave_up >= %s THEN gave_up WHEN gave_up > 0 THEN 1 ELSE 0 END
FROM (SELECT language_code, area, topic,
             SUM(searches) AS searches, SUM(few) AS few, SUM(gave_up) AS gave_up
      FROM search_searchday WHERE day >= %s AND day < %s GROUP BY language_code, area, topic) AS counted
"""

YEAR_SQL = """
INSERT INTO search_searchyear (language_code, area, topic, shown_searches, shown_few, shown_gave_up)
SELECT language_code, area, topic, SUM(shown_searches), SUM(shown_few), SUM(shown_gave_up)
FROM search_searchmonth WHERE month > %s AND month <= %s GROUP BY language_code, area, topic
"""


def count_days(since: date | None = None) -> int:
    """Count the days of the log from one on, or all, and their months; returns how many searches that is.

    Days that are no longer in the log keep the numbers they have.
    """
    searches = SearchLog.objects.filter(**({"day__gte": since} if since else {}))
    found = list(searches.order_by("day").values_list("day", flat=True).distinct())
    for day in found:
        _count_day(day)
    for month in dict.fromkeys(day.replace(day=1) for day in found):
        _count_month(month)
    count_year(timezone.localdate())
    return searches.count()


@transaction.atomic
def count_year(today: date) -> None:
    """Add up the last twelve months, this one among them."""
    SearchYear.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(YEAR_SQL, [date(today.year - 1, today.month, 1), today])


def days_to_count() -> date | None:
    """The day to begin with: the last one that was counted may have gone on afterwards."""
    last = SearchDay.objects.aggregate(last=Max("day"))["last"]
    return last or SearchLog.objects.aggregate(first=Min("day"))["first"]


@transaction.atomic
def _count_day(day: date) -> None:
    SearchDay.objects.filter(day=day).delete()
    with connection.cursor() as cursor:
        cursor.execute(DAY_SQL, [FEW_HITS, day])


@transaction.atomic
def _count_month(month: date) -> None:
    SearchMonth.objects.filter(month=month).delete()
    with connection.cursor() as cursor:
        cursor.execute(MONTH_SQL, [month, FEWEST, FEWEST, FEWEST, month, _after(month)])


def counted_as(number: int) -> int:
    """How a number enters a sum: a small one as one, whatever it is, so that no total tells it."""
    return number if number >= FEWEST else min(number, 1)


def shown(number: int) -> str:
    """A number for people to see."""
    return grouped(number) if number >= FEWEST or number == 0 else f"< {FEWEST}"


def _after(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
