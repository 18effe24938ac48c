"""Recurrence rules: on which days they fall, where they end, what is refused."""

from datetime import date, datetime, time, timedelta
from time import process_time

import pytest
from django.core.exceptions import ValidationError

from directory.dates.recurrences import days, last_day, parse_rule
from directory.validators import validate_rule
from tests.factories import ScheduleFactory

START = datetime(2026, 1, 5, 10)


def falling(rule: str, first: date, last: date, start: datetime = START) -> list[str]:
    return [str(day) for day in days(parse_rule(rule), start, first, last)]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=WEEKLY", ["2026-03-02", "2026-03-09", "2026-03-16"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", ["2026-03-04", "2026-03-18"]),
        ("FREQ=MONTHLY;BYDAY=1SA", ["2026-03-07"]),
        ("FREQ=MONTHLY;BYDAY=-1TU,1TU", ["2026-03-03"]),
        ("FREQ=MONTHLY;BYDAY=3MO,FR", ["2026-03-06", "2026-03-13", "2026-03-16", "2026-03-20"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-29", ["2026-03-03"]),
        ("FREQ=MONTHLY;BYDAY=WE,TU;BYSETPOS=1,-5", ["2026-03-03", "2026-03-17"]),
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=2SU", ["2026-03-08"]),
        ("FREQ=WEEKLY;COUNT=9", ["2026-03-02"]),
    ],
)
def test_rule_falls_on_its_days(rule, expected):
    assert falling(rule, date(2026, 3, 2), date(2026, 3, 20)) == expected


def test_rule_falls_on_no_day_before_its_start():
    tuesdays_and_fridays = "FREQ=WEEKLY;BYDAY=TU,FR"

    days_of_week = falling(tuesdays_and_fridays, date(2026, 3, 2), date(2026, 3, 8), datetime(2026, 3, 4, 10))

    assert days_of_week == ["2026-03-06"]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=WEEKLY", ["2026-03-04", "2026-03-11", "2026-03-18"]),
        ("FREQ=MONTHLY", ["2026-03-12"]),
        ("FREQ=YEARLY", ["2026-03-12"]),
        ("FREQ=YEARLY;BYMONTH=3,4", ["2026-03-12"]),
    ],
)
def test_rule_takes_from_its_start_what_it_does_not_say(rule, expected):
    a_wednesday = datetime(2025, 3, 12, 10)

    assert falling(rule, date(2026, 3, 2), date(2026, 3, 20), a_wednesday) == expected


def test_counting_begins_with_the_start_in_the_middle_of_a_week():
    twice = falling(
        "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=2", date(2026, 1, 1), date(2026, 2, 1), datetime(2026, 1, 7)
    )

    assert twice == ["2026-01-08", "2026-01-12"]


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        ("20260112", ["2026-01-05", "2026-01-12"]),
        ("20260112T100000", ["2026-01-05", "2026-01-12"]),
        ("20260112T095959", ["2026-01-05"]),
        ("20260112T080000Z", ["2026-01-05", "2026-01-12"]),
        ("20260112T075959Z", ["2026-01-05"]),
        ("20260111T220000Z", ["2026-01-05"]),
    ],
)
def test_rule_ends_with_the_last_session_that_begins_by_until(until, expected):
    assert falling(f"FREQ=WEEKLY;UNTIL={until}", date(2026, 1, 1), date(2026, 2, 28)) == expected


@pytest.mark.parametrize(
    ("rule", "start"),
    [
        ("FREQ=DAILY;INTERVAL=7;BYDAY=TU", datetime(2026, 1, 5)),
        ("FREQ=DAILY;INTERVAL=7;BYDAY=TU;COUNT=3", datetime(2026, 1, 5)),
        ("FREQ=MONTHLY;BYMONTH=2", datetime(2026, 1, 30)),
        ("FREQ=MONTHLY;INTERVAL=12;BYMONTH=2", datetime(2026, 1, 5)),
        ("FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", datetime(2026, 1, 5)),
    ],
)
def test_rule_that_never_falls_from_its_start_comes_to_an_end(rule, start):
    assert falling(rule, date(2026, 1, 1), date(2027, 12, 31), start) == []


def test_rule_keeps_its_step_over_decades():
    fortnightly = falling(
        "FREQ=DAILY;INTERVAL=14", date(2026, 3, 1), date(2026, 3, 31), datetime(1990, 1, 1, 10)
    )

    assert fortnightly == ["2026-03-09", "2026-03-23"]


def test_rule_as_old_as_the_calendar_is_not_walked_from_its_start():
    began = process_time()

    daily = falling("FREQ=DAILY", date(2026, 3, 1), date(2026, 3, 2), datetime(1, 1, 1, 10))

    assert daily == ["2026-03-01", "2026-03-02"]
    assert process_time() - began < 0.5


def test_day_that_never_comes_is_not_looked_for_until_the_year_9999():
    began = process_time()

    for weeks in range(8):
        monday = START + timedelta(weeks=weeks)
        assert falling("FREQ=DAILY;INTERVAL=7;BYDAY=TU", date(2026, 1, 1), date(2027, 1, 1), monday) == []

    assert process_time() - began < 0.5


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYDAY=1SA",
        "FREQ=WEEKLY;UNTIL=20261231T215959Z;WKST=SU",
        "FREQ=DAILY;UNTIL=99991231T235959Z",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO",
        "FREQ=YEARLY;INTERVAL=9999",
        "FREQ=YEARLY;BYDAY=53MO",
    ],
)
def test_what_is_understood_is_accepted(rule):
    validate_rule(rule)


@pytest.mark.parametrize(
    "written",
    [
        "freq=weekly;byday=mo",
        "RRULE:FREQ=WEEKLY;BYDAY=MO",
        "rrule:FREQ=WEEKLY;BYDAY=MO;",
        " FREQ=WEEKLY;BYDAY=MO;\n",
    ],
)
def test_rule_as_other_calendars_write_it_is_accepted_and_kept_in_one_way(written):
    schedule = ScheduleFactory.build(rrule=written)

    schedule.clean_fields(exclude=["service"])
    schedule.clean()

    assert schedule.rrule == "FREQ=WEEKLY;BYDAY=MO"
    assert falling(written, date(2026, 3, 9), date(2026, 3, 16)) == ["2026-03-09", "2026-03-16"]


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "BYDAY=MO",
        "FREQ=HOURLY",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=1MO",
        "FREQ=WEEKLY;BYMONTHDAY=3",
        "FREQ=MONTHLY;BYDAY=0MO",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=MONTHLY;BYMONTH=-1",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=DAILY;COUNT=x",
        "FREQ=DAILY;COUNT=2;UNTIL=20260101",
        "FREQ=DAILY;UNTIL=20261301",
        "FREQ=DAILY;UNTIL=00010101T000000",
        "FREQ=DAILY;UNTIL=tomorrow",
        "FREQ=DAILY;BYHOUR=10",
        "FREQ=DAILY;FREQ=WEEKLY",
        "FREQ=MINUTELY",
        "FREQ=SECONDLY",
        "FREQ=DAILY;BYMINUTE=10",
        "FREQ=DAILY;BYSECOND=10",
        "FREQ=YEARLY;BYWEEKNO=10",
        "FREQ=YEARLY;BYYEARDAY=10",
        "FREQ=YEARLY;BYEASTER=1",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYDAY=6MO,1TU",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6",
        "FREQ=DAILY\nEXDATE:20260101T000000",
    ],
)
def test_what_is_not_understood_is_refused(rule):
    with pytest.raises(ValidationError):
        validate_rule(rule)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=WEEKLY", None),
        ("FREQ=WEEKLY;COUNT=3", date(2026, 1, 19)),
        ("FREQ=WEEKLY;UNTIL=20260401", date(2026, 4, 1)),
        ("FREQ=YEARLY;COUNT=50", None),
    ],
)
def test_last_day_is_known_where_the_rule_has_one(rule, expected):
    assert last_day(parse_rule(rule), datetime.combine(date(2026, 1, 5), time(10))) == expected
