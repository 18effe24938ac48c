"""Tomorrow is right although nobody edits: by the query alone for sixty days, for good by a daily roll."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine

from directory.choices import CapacityStatus
from directory.dates.times import HELSINKI
from directory.models import ServiceCapacity
from directory.reading.cards import build_cards
from search.documents import build_documents, public_service_ids
from search.pages.chosen import chosen_by_id
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


def test_a_listing_appears_on_its_first_day_by_itself(engine):
    later = ScheduleFactory(rrule="FREQ=DAILY", service__valid_from=date(2026, 4, 9)).service.pk
    roll(engine, FIRST_DAY)

    assert later not in ids(engine, now=at(date(2026, 4, 8), hour=23))
    assert later in ids(engine, now=at(date(2026, 4, 9), hour=0))
    assert ids(engine, when="today", now=at(date(2026, 4, 9))) == [later]


#: By the clock on the wall: which sessions run, and which are still to come or running today
CLOCK = {
    time(0, 30): ({"nights"}, {"mornings", "nights"}),
    time(9, 59): (set(), {"mornings", "nights"}),
    time(10): ({"mornings"}, {"mornings", "nights"}),
    time(11, 59): ({"mornings"}, {"mornings", "nights"}),
    time(12): (set(), {"nights"}),
    time(23): ({"nights"}, {"nights"}),
}


@pytest.fixture
def offers():
    """Listings of every day, by what is special about them: hours, first day, last day, no room."""

    def daily(opens: int, closes: int, **values) -> int:
        hours = {"opens_at": time(opens), "closes_at": time(closes)}
        return ScheduleFactory(rrule="FREQ=DAILY", skips_holidays=False, **hours, **values).service.pk

    full = daily(10, 12)
    ServiceCapacity.objects.create(
        service_id=full, status=CapacityStatus.FULL, until=FIRST_DAY + timedelta(days=30)
    )
    return {
        "mornings": daily(10, 12),
        "nights": daily(22, 2),
        "from the thirtieth day": daily(10, 12, service__valid_from=FIRST_DAY + timedelta(days=30)),
        "until the thirtieth day": daily(10, 12, service__valid_until=FIRST_DAY + timedelta(days=30)),
        "full": full,
    }


@pytest.mark.parametrize(
    ("days", "in_the_morning", "has_mark"),
    [
        (1, {"mornings", "until the thirtieth day", "full"}, True),
        (30, {"mornings", "until the thirtieth day", "from the thirtieth day", "full"}, True),
        # The clock was moved in March
        (90, {"mornings", "from the thirtieth day", "full"}, False),
    ],
)
def test_whatever_the_clock_says_is_right_without_an_edit(engine, offers, days, in_the_morning, has_mark):
    roll(engine, FIRST_DAY)
    day = FIRST_DAY + timedelta(days=days)
    roll(engine, day)

    for hour, (running, today) in CLOCK.items():
        now = datetime.combine(day, hour, HELSINKI)
        groups = {"mornings": in_the_morning, "nights": {"nights"}}

        assert found(engine, offers, now, when="now") == set().union(*(groups[each] for each in running))
        assert found(engine, offers, now, when="today") == set().union(*(groups[each] for each in today))
        assert found(engine, offers, now) == in_the_morning | {"nights"}
        with time_machine.travel(now, tick=False):
            cards = {card.pk: card for card in build_cards(chosen_by_id(search(engine, now=now).hits), now)}
        assert [mark.icon for mark in cards[offers["full"]].marks if mark.icon == "i-people"] == (
            ["i-people"] if has_mark else []
        )
        assert {name for name, pk in offers.items() if pk in cards and cards[pk].is_open} == set().union(
            *(groups[each] for each in running)
        )


def found(engine, offers: dict[str, int], now: datetime, **get) -> set[str]:
    names = {pk: name for name, pk in offers.items()}
    return {names[pk] for pk in ids(engine, now=now, **get)}


def test_open_now_begins_and_ends_with_the_session(engine):
    # From ten to twelve
    ScheduleFactory(rrule="FREQ=DAILY")
    roll(engine, FIRST_DAY)

    opening, closing = at(FIRST_DAY, hour=10), at(FIRST_DAY, hour=12)
    moments = [opening - timedelta(seconds=1), opening, closing - timedelta(seconds=1), closing]

    assert [search(engine, when="now", now=moment).total for moment in moments] == [0, 1, 1, 0]
