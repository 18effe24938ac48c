"""What "now", "today" and the others mean, with the clock of Helsinki."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.dates import times
from directory.dates.times import HELSINKI, PartOfDay
from directory.sessions import Session

WEDNESDAY = datetime(2026, 3, 11, 13, tzinfo=HELSINKI)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))


def session(starts_at: datetime, hours: float, *, is_cancelled: bool = False) -> Session:
    ends_at = starts_at + timedelta(hours=hours)
    return Session(1, 1, starts_at.astimezone(UTC), ends_at.astimezone(UTC), None, (), "", is_cancelled)


def local(window: times.Window) -> tuple[str, str]:
    return tuple(
        moment.astimezone(HELSINKI).strftime("%a %d.%m. %H:%M") for moment in (window.start, window.end)
    )


def test_session_is_open_from_its_start_until_before_its_end():
    running = session(WEDNESDAY, 2)

    answers = [
        times.is_open(running, WEDNESDAY + timedelta(minutes=minutes)) for minutes in (-1, 0, 119, 120)
    ]

    assert answers == [False, True, True, False]


def test_cancelled_session_is_never_open():
    assert not times.is_open(session(WEDNESDAY, 2, is_cancelled=True), WEDNESDAY)


@pytest.mark.parametrize(
    ("starts_at", "hours", "is_today"),
    [
        (datetime(2026, 3, 11, 10), 3, False),  # over at 13
        (datetime(2026, 3, 11, 10), 4, True),  # running
        (datetime(2026, 3, 11, 23), 4, True),
        (datetime(2026, 3, 12, 0), 4, False),
        (datetime(2026, 3, 10, 22), 16, True),  # since yesterday
    ],
)
def test_today_is_what_is_not_over_yet(starts_at, hours, is_today):
    window = times.today(WEDNESDAY)

    assert window.includes(session(starts_at.replace(tzinfo=HELSINKI), hours)) is is_today


def test_days_begin_at_midnight_in_helsinki_whatever_the_zone_of_now():
    late_in_utc = datetime(2026, 3, 11, 22, 30, tzinfo=UTC)

    assert local(times.today(late_in_utc)) == ("Thu 12.03. 00:30", "Fri 13.03. 00:00")
    assert local(times.tomorrow(late_in_utc)) == ("Fri 13.03. 00:00", "Sat 14.03. 00:00")


def test_day_on_which_the_clock_moves_is_shorter_or_longer():
    spring, autumn = times.on_date(date(2026, 3, 29)), times.on_date(date(2026, 10, 25))

    assert spring.end - spring.start == timedelta(hours=23)
    assert autumn.end - autumn.start == timedelta(hours=25)


@pytest.mark.parametrize(
    ("day", "week", "weekend"),
    [
        (11, ("Wed 11.03. 13:00", "Mon 16.03. 00:00"), ("Sat 14.03. 00:00", "Mon 16.03. 00:00")),
        (14, ("Sat 14.03. 13:00", "Mon 16.03. 00:00"), ("Sat 14.03. 13:00", "Mon 16.03. 00:00")),
        (15, ("Sun 15.03. 13:00", "Mon 16.03. 00:00"), ("Sun 15.03. 13:00", "Mon 16.03. 00:00")),
        (16, ("Mon 16.03. 13:00", "Mon 23.03. 00:00"), ("Sat 21.03. 00:00", "Mon 23.03. 00:00")),
    ],
)
def test_week_and_weekend_are_what_is_left_of_them(day, week, weekend):
    now = WEDNESDAY.replace(day=day)

    assert local(times.this_week(now)) == week
    assert local(times.weekend(now)) == weekend


@pytest.mark.parametrize(
    ("day", "stretches"),
    [
        (11, [("Wed 11.03. 13:00", "Sat 14.03. 00:00"), ("Mon 16.03. 00:00", "Wed 18.03. 00:00")]),
        (13, [("Fri 13.03. 13:00", "Sat 14.03. 00:00"), ("Mon 16.03. 00:00", "Fri 20.03. 00:00")]),
        (15, [("Mon 16.03. 00:00", "Sat 21.03. 00:00")]),
        (16, [("Mon 16.03. 13:00", "Sat 21.03. 00:00")]),
    ],
)
def test_weekdays_come_once_each_and_never_at_the_weekend(day, stretches):
    assert [local(each) for each in times.weekdays(WEDNESDAY.replace(day=day))] == stretches


def test_next_seven_days_hold_every_weekday_once():
    assert local(times.next_seven_days(WEDNESDAY)) == ("Wed 11.03. 00:00", "Wed 18.03. 00:00")


@given(moments)
def test_windows_lie_in_each_other(now):
    today, week, weekend = times.today(now), times.this_week(now), times.weekend(now)

    assert today.start == now < today.end <= week.end == weekend.end
    assert now <= weekend.start < weekend.end
    assert times.tomorrow(now).start == today.end


@pytest.mark.parametrize(
    ("hour", "hours", "parts"),
    [
        (9, 3, [PartOfDay.MORNING]),
        (9, 3.5, [PartOfDay.MORNING, PartOfDay.AFTERNOON]),
        (12, 5, [PartOfDay.AFTERNOON]),
        (16, 2, [PartOfDay.AFTERNOON, PartOfDay.EVENING]),
        (22, 5, [PartOfDay.EVENING]),
        (22, 7, [PartOfDay.MORNING, PartOfDay.EVENING]),
        (1, 2, [PartOfDay.EVENING]),
    ],
)
def test_session_is_in_the_parts_of_the_day_in_which_it_is_open(hour, hours, parts):
    assert list(times.parts_of_day(session(WEDNESDAY.replace(hour=hour), hours))) == parts


@given(moments, st.floats(0.25, 30))
def test_session_is_always_in_some_part_of_the_day(starts_at, hours):
    assert times.parts_of_day(session(starts_at, hours))
