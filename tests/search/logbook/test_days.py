"""The log is counted by days and months, can be counted again, and no small number is told by any sum."""

from datetime import date, timedelta
from io import StringIO
from itertools import product

import pytest
from django.core.management import call_command

from search.logbook.days import FEWEST, count_days, count_year, counted_as, shown
from search.logbook.demo import STORY, make_searches
from search.models import SearchDay, SearchLog, SearchMonth, SearchYear

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 10)
HOMEWORK = {"language_code": "so", "area": "malmi", "topic": "homework-help"}


def log(number: int, *, day: date = DAY, **values) -> None:
    columns = {"key": "x", "hits": 1, **HOMEWORK} | values
    SearchLog.objects.bulk_create(SearchLog(day=day, **columns) for _ in range(number))


def months(*columns: str) -> list[tuple]:
    return list(SearchMonth.objects.order_by("month", "topic").values_list(*columns))


def test_days_and_months_are_counted_with_what_was_found_and_given_up():
    log(7, next_step="opened")
    log(2, hits=9, day=DAY + timedelta(days=1))
    log(1, day=date(2026, 4, 1))

    assert count_days() == 10

    assert list(SearchDay.objects.order_by("day").values_list("searches", "few", "gave_up")) == [
        (7, 7, 0), (2, 0, 2), (1, 1, 1),
    ]  # fmt: skip
    assert months("month", "searches", "few", "gave_up", "shown_few", "shown_gave_up") == [
        (date(2026, 3, 1), 9, 7, 2, 7, 1), (date(2026, 4, 1), 1, 1, 1, 1, 1),
    ]  # fmt: skip


def test_counting_again_gives_the_same_and_keeps_days_that_have_left_the_log():
    log(6)
    count_days()
    before = months("searches")
    SearchLog.objects.all().delete()
    log(8, day=DAY + timedelta(days=1))

    call_command("run_daily", stdout=StringIO())
    call_command("count_searches", stdout=StringIO())

    assert (before, months("searches")) == ([(6,)], [(14,)])


def test_old_searches_leave_the_log_and_their_numbers_stay(time_machine_now):
    log(6, day=DAY - timedelta(days=2 * 366 + 40))
    log(6)
    call_command("run_daily", stdout=StringIO())
    call_command("run_daily", stdout=StringIO())

    assert SearchLog.objects.count() == 6
    assert SearchDay.objects.count() == 2


def test_year_adds_up_its_twelve_months_as_they_are_shown():
    for month, number in ((date(2025, 3, 1), 50), (date(2025, 4, 1), 3), (date(2026, 3, 1), 9)):
        counts = {"searches": number, "few": number, "gave_up": 0}
        as_shown = {f"shown_{name}": counted_as(count) for name, count in counts.items()}
        SearchMonth.objects.create(month=month, **HOMEWORK, **counts, **as_shown)

    count_year(date(2026, 3, 11))
    count_year(date(2026, 3, 11))

    (year,) = SearchYear.objects.all()
    assert (year.topic, year.shown_searches, year.shown_few, year.shown_gave_up) == (
        "homework-help",
        10,
        10,
        0,
    )


def test_no_sum_tells_a_number_under_five():
    small = range(1, FEWEST)

    for visible, pair in product(([], [5], [7, 12]), product(small, small)):
        others = [number % (FEWEST - 1) + 1 for number in pair]
        # Whatever the small numbers are, every number that is shown is the same
        assert sum(map(counted_as, [*visible, *pair])) == sum(map(counted_as, [*visible, *others]))
    assert {shown(counted_as(number)) for number in small} == {"< 5"}
    assert [shown(number) for number in (0, 5, 40)] == ["0", "5", "40"]


def test_demo_tells_its_story_of_two_years(loaded_demo):
    make_searches(date(2026, 3, 11))

    story = dict(zip(("language_code", "area", "topic"), STORY, strict=True))
    told = SearchMonth.objects.filter(**story).order_by("-month")
    assert told[0].searches == 40
    assert told[0].few == 40
    assert SearchMonth.objects.values("month").distinct().count() == 24
