"""Recurrence rules: on which days they fall, where they end, what is refused."""

from datetime import date, datetime, time

import pytest
from django.core.exceptions import ValidationError

from directory.recurrences import days, last_day, parse_rule
from directory.validators import validate_rule

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
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6",
    ],
)
def test_rule_that_never_falls_comes_to_an_end(rule):
    assert falling(rule, date(2026, 1, 1), date(2027, 12, 31)) == []


def test_rule_keeps_its_step_over_decades():
    fortnightly = falling(
        "FREQ=DAILY;INTERVAL=14", date(2026, 3, 1), date(2026, 3, 31), datetime(1990, 1, 1, 10)
    )

    assert fortnightly == ["2026-03-09", "2026-03-23"]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYDAY=1SA",
        "FREQ=WEEKLY;UNTIL=20261231T215959Z;WKST=SU",
        "FREQ=DAILY;UNTIL=99991231T235959Z",
    ],
)
def test_what_is_understood_is_accepted(rule):
    validate_rule(rule)


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
        "FREQ=DAILY;",
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
