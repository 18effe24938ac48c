"""Tomorrow is right although nobody edits: by the query alone for sixty days, for good by a daily roll."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from directory.times import HELSINKI
from search.documents import build_documents, public_service_ids
from tests.engines.cast import ids, search
from tests.factories import ScheduleFactory

pytestmark = pytest.mark.django_db
# A Wednesday
FIRST_DAY = date(2026, 3, 11)


def roll(engine, today: date) -> None:
    with engine.rebuild(today) as writer:
        writer.put(build_documents(public_service_ids(today), today=today))
        writer.commit({})


def at(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), HELSINKI).astimezone(UTC)


@pytest.fixture
def services():
    """By the days on which they meet."""
    return {
        "daily": ScheduleFactory(rrule="FREQ=DAILY", skips_holidays=False).service.pk,
        "wednesdays": ScheduleFactory(rrule="FREQ=WEEKLY;BYDAY=WE", skips_holidays=False).service.pk,
        "until tomorrow": ScheduleFactory(rrule="FREQ=DAILY", valid_to=date(2026, 3, 12)).service.pk,
        "offered until April": ScheduleFactory(
            rrule="FREQ=DAILY", service__valid_until=date(2026, 4, 9)
        ).service.pk,
    }


@pytest.mark.parametrize("is_rolled", [True, False])
def test_what_is_on_today_follows_the_clock(engine, services, is_rolled):
    roll(engine, FIRST_DAY)
    on_days = {
        0: ["daily", "wednesdays", "until tomorrow", "offered until April"],
        1: ["daily", "until tomorrow", "offered until April"],
        2: ["daily", "offered until April"],
        28: ["daily", "wednesdays", "offered until April"],
        30: ["daily"],
        56: ["daily", "wednesdays"],
    }

    for days, expected in on_days.items():
        day = FIRST_DAY + timedelta(days=days)
        if is_rolled:
            roll(engine, day)

        assert ids(engine, when="today", now=at(day)) == [services[name] for name in expected]


def test_after_ninety_days_a_roll_makes_it_right(engine, services):
    roll(engine, FIRST_DAY)
    day = FIRST_DAY + timedelta(days=91)
    assert ids(engine, when="today", now=at(day)) == []

    roll(engine, day)

    assert ids(engine, when="today", now=at(day)) == [services["daily"], services["wednesdays"]]


def test_a_listing_disappears_when_its_last_day_is_over(engine, services):
    roll(engine, FIRST_DAY)

    assert services["offered until April"] in ids(engine, now=at(date(2026, 4, 9), hour=23))
    assert services["offered until April"] not in ids(engine, now=at(date(2026, 4, 10), hour=0))


def test_open_now_begins_and_ends_with_the_session(engine):
    # From ten to twelve
    ScheduleFactory(rrule="FREQ=DAILY")
    roll(engine, FIRST_DAY)

    opening, closing = at(FIRST_DAY, hour=10), at(FIRST_DAY, hour=12)
    moments = [opening - timedelta(seconds=1), opening, closing - timedelta(seconds=1), closing]

    assert [search(engine, when="now", now=moment).total for moment in moments] == [0, 1, 1, 0]
