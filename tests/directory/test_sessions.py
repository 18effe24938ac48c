"""Schedules become sessions: on the right days, at the right hours, with the right words."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import IntegrityError
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.choices import Entry, ScheduleDateKind
from directory.dates import recurrences
from directory.dates.public_holidays import is_public_holiday
from directory.dates.times import HELSINKI
from directory.models import Service
from directory.plans import Plan, StatedDate
from directory.sessions import expand, next_sessions, session_templates, sessions_between
from tests.directory.days_by_hand import WEEKDAYS, days_by_hand
from tests.factories import (
    LocationFactory,
    ScheduleDateFactory,
    ScheduleFactory,
    ServiceAtLocationFactory,
    ServiceFactory,
)

weekdays = st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=7, unique=True).map(",".join)
nth_weekdays = st.builds(
    "{}{}".format, st.sampled_from([1, 1, 2, 3, 4, 5, -1, -2]), st.sampled_from(WEEKDAYS)
)
month_days = st.sampled_from([1, 13, 28, 29, 30, 31, -1, -31])
rule_bodies = st.one_of(
    st.sampled_from(["FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY", "FREQ=MONTHLY;BYDAY=1SA"]),
    weekdays.map("FREQ=DAILY;BYDAY={}".format),
    weekdays.map("FREQ=WEEKLY;BYDAY={}".format),
    st.builds("FREQ=WEEKLY;WKST={};BYDAY={}".format, st.sampled_from(WEEKDAYS), weekdays),
    st.builds(
        "FREQ=WEEKLY;WKST={};BYDAY={};BYSETPOS={}".format,
        st.sampled_from(WEEKDAYS),
        weekdays,
        st.sampled_from([1, -1]),
    ),
    nth_weekdays.map("FREQ=MONTHLY;BYDAY={}".format),
    st.builds("FREQ=MONTHLY;BYDAY={},{}".format, nth_weekdays, weekdays),
    month_days.map("FREQ=MONTHLY;BYMONTHDAY={}".format),
    st.builds("FREQ=MONTHLY;BYDAY={};BYSETPOS={}".format, weekdays, st.sampled_from([1, 2, 4, -1, -3])),
    st.integers(1, 12).map("FREQ=MONTHLY;BYMONTH={}".format),
    st.integers(1, 12).map("FREQ=YEARLY;BYMONTH={}".format),
    st.builds("FREQ=YEARLY;BYMONTH={};BYDAY={}".format, st.integers(1, 12), weekdays),
    nth_weekdays.map("FREQ=YEARLY;BYDAY={}".format),
    st.builds("FREQ=DAILY;BYMONTH={}".format, st.integers(1, 12)),
)
rule_ends = st.one_of(
    st.just(""),
    st.integers(1, 60).map(";COUNT={}".format),
    st.dates(date(2024, 1, 1), date(2026, 12, 31)).map(";UNTIL={:%Y%m%d}".format),
    st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 31)).map(";UNTIL={:%Y%m%dT%H%M%S}".format),
)
rules = st.builds("{};INTERVAL={}{}".format, rule_bodies, st.integers(1, 5), rule_ends)
days = st.dates(date(2025, 1, 1), date(2026, 12, 31))
near = st.integers(-20, 160)


@st.composite
def plans_and_windows(draw) -> tuple[Plan, date, date]:
    first = draw(days)
    pick = near.map(lambda n: first + timedelta(days=n))
    bounds = st.tuples(pick, pick).map(sorted).map(tuple)
    first_day, last_day = draw(st.one_of(st.just((date.min, date.max)), bounds))
    plan = Plan(
        schedule_id=1,
        service_id=1,
        rule=draw(rules),
        start=draw(pick | st.dates(date(1990, 1, 1), date(2025, 12, 31))),
        opens_at=draw(st.times()).replace(microsecond=0),
        closes_at=draw(st.times()).replace(microsecond=0),
        skips_holidays=draw(st.booleans()),
        first_day=first_day,
        last_day=last_day,
        closed=draw(st.none() | bounds),
        stated=tuple(
            StatedDate(day, draw(st.booleans())) for day in draw(st.lists(pick, max_size=5, unique=True))
        ),
    )
    return plan, first, first + timedelta(days=draw(st.integers(0, 130)))


def naive_days(plan: Plan, first: date, last: date) -> list[tuple[date, bool]]:
    """Day by day, from the rule's first one where it counts."""
    ruled = set(days_by_hand(plan.rule, datetime.combine(plan.start, plan.opens_at), first, last))
    stated = {stated.day: stated.is_cancelled for stated in plan.stated}
    found = []
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        if not plan.first_day <= day <= plan.last_day or (
            plan.closed and plan.closed[0] <= day <= plan.closed[1]
        ):
            continue
        if day in stated:
            if day in ruled or not stated[day]:
                found.append((day, stated[day]))
        elif day in ruled and not (plan.skips_holidays and is_public_holiday(day)):
            found.append((day, False))
    return found


def wall_clock(moment: datetime) -> str:
    return moment.astimezone(HELSINKI).strftime("%Y-%m-%d %H:%M")


def starts(sessions) -> list[str]:
    return [wall_clock(session.starts_at) for session in sessions]


def daily(opens_at: time, closes_at: time) -> Plan:
    return Plan(
        schedule_id=1,
        service_id=1,
        rule="FREQ=DAILY",
        start=date(2020, 1, 1),
        opens_at=opens_at,
        closes_at=closes_at,
        skips_holidays=False,
    )


@settings(max_examples=300)
@given(plans_and_windows())
def test_expansion_is_what_a_walk_day_by_day_finds(plan_and_window):
    plan, first, last = plan_and_window

    sessions = list(expand(plan, first, last))

    expected = naive_days(plan, first, last)
    assert len(sessions) == len(expected)
    for session, (day, is_cancelled) in zip(sessions, expected, strict=True):
        opening = datetime.combine(day, plan.opens_at, HELSINKI).astimezone(UTC)
        assert (session.starts_at, session.is_cancelled) == (opening, is_cancelled)
        assert timedelta() < session.ends_at - session.starts_at <= timedelta(hours=25)


@settings(max_examples=300)
@given(rules, st.datetimes(datetime(2024, 1, 1), datetime(2025, 12, 31)), st.integers(-5, 60))
def test_rule_falls_on_the_days_found_by_hand(rule, start, later):
    start = start.replace(microsecond=0)
    first, last = start.date() + timedelta(days=later), start.date() + timedelta(days=430)

    found = list(recurrences.days(recurrences.parse_rule(rule), start, first, last))

    assert found == days_by_hand(rule, start, first, last)


@given(st.integers(4, 23), st.integers(0, 59), days)
def test_clock_on_the_wall_is_the_same_in_summer_and_winter(hour, minute, first):
    plan = daily(time(hour, minute), time(0))

    sessions = list(expand(plan, first, first + timedelta(days=365)))

    assert len(sessions) == 366
    assert {session.starts_at.astimezone(HELSINKI).time() for session in sessions} == {time(hour, minute)}
    assert {session.ends_at.astimezone(HELSINKI).time() for session in sessions} == {time(0)}
    assert len({session.starts_at.time() for session in sessions}) == 2


@pytest.mark.parametrize(
    ("day", "opens_at", "closes_at", "expected"),
    [
        (date(2026, 3, 29), time(3, 30), time(6), ("01:30", "03:00")),  # 3:30 does not exist: it is 4:30
        (date(2026, 3, 29), time(3, 30), time(4), ("01:30", "02:00")),  # would end before it begins
        (date(2026, 3, 28), time(22), time(3, 30), ("20:00", "01:30")),
        (date(2026, 10, 25), time(3, 30), time(5), ("00:30", "03:00")),  # 3:30 comes twice: the first
        (date(2026, 10, 24), time(22), time(3, 30), ("19:00", "00:30")),
    ],
)
def test_hour_of_the_change_is_read_as_the_standard_says(day, opens_at, closes_at, expected):
    (session,) = expand(daily(opens_at, closes_at), day, day)

    assert (f"{session.starts_at:%H:%M}", f"{session.ends_at:%H:%M}") == expected


@pytest.mark.postgresql
@pytest.mark.django_db
def test_page_of_listings_takes_one_query(django_assert_num_queries):
    for _ in range(3):
        schedule = ScheduleFactory(service__name_fi="Perhekahvila")
        ScheduleDateFactory(schedule=schedule, date=date(2026, 3, 16))
        ServiceAtLocationFactory(service=schedule.service)
    page = list(Service.objects.only("slug"))
    now = datetime(2026, 3, 11, 13, tzinfo=HELSINKI)

    with django_assert_num_queries(1):
        coming = next_sessions(page, now, 2)
    with django_assert_num_queries(1):
        between = sessions_between(page, now, now + timedelta(days=14))
    with django_assert_num_queries(1):
        session_templates(page)

    assert [starts(sessions) for sessions in coming.values()] == [
        ["2026-03-23 10:00", "2026-03-30 10:00"]
    ] * 3
    assert [starts(sessions) for sessions in between.values()] == [["2026-03-23 10:00"]] * 3


@pytest.mark.django_db
def test_session_has_its_own_languages_entry_and_place():
    listing = ServiceFactory(languages=["fi", "sv"], entry=Entry.APPOINTMENT)
    ServiceAtLocationFactory(service=listing)
    place = LocationFactory()
    ScheduleFactory(service=listing, languages=["so"], entry=Entry.WALK_IN, location=place)

    (session,) = next_sessions([listing], datetime(2026, 3, 11, tzinfo=UTC), 1)[listing.pk]

    assert (session.languages, session.entry, session.location_id) == (("so",), Entry.WALK_IN, place.pk)


@pytest.mark.postgresql
@pytest.mark.django_db
def test_session_takes_languages_and_entry_from_its_listing_but_no_place():
    """An evening by phone of a group that also meets in a room must send nobody to the room."""
    listing = ServiceFactory(languages=["fi", "sv"], entry=Entry.APPOINTMENT)
    ServiceAtLocationFactory(service=listing)
    ScheduleFactory(service=listing)

    (session,) = next_sessions([listing], datetime(2026, 3, 11, tzinfo=UTC), 1)[listing.pk]

    assert (session.languages, session.entry, session.location_id) == (
        ("fi", "sv"),
        Entry.APPOINTMENT,
        None,
    )


@pytest.mark.postgresql
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("channels", "other_places", "is_there"),
    [
        (["on_site"], 0, True),
        (["on_site"], 1, False),
        (["on_site", "phone"], 0, False),
        (["outreach"], 0, False),
    ],
)
def test_session_on_site_is_at_the_only_place_of_its_listing(channels, other_places, is_there):
    listing, place = ServiceFactory(channels=channels), LocationFactory()
    ServiceAtLocationFactory(service=listing, location=place)
    ScheduleFactory(service=listing)
    for _ in range(other_places):
        ServiceAtLocationFactory(service=listing)

    (session,) = next_sessions([listing], datetime(2026, 3, 11, tzinfo=UTC), 1)[listing.pk]
    (template,) = session_templates([listing])[listing.pk]

    assert session.location_id == template.location_id == (place.pk if is_there else None)


@pytest.mark.django_db
def test_session_on_site_is_at_the_only_place_of_the_other_sessions():
    listing, place = ServiceFactory(channels=["on_site"]), LocationFactory()
    ScheduleFactory(service=listing, location=place)
    ScheduleFactory(service=listing, rrule="FREQ=WEEKLY;BYDAY=TU")

    sessions = next_sessions([listing], datetime(2026, 3, 11, tzinfo=UTC), 2)[listing.pk]

    assert [session.location_id for session in sessions] == [place.pk, place.pk]


@pytest.mark.django_db
def test_sessions_of_several_schedules_come_in_order_of_time():
    listing = ServiceFactory()
    ScheduleFactory(service=listing, rrule="FREQ=WEEKLY;BYDAY=TH", opens_at=time(17), closes_at=time(19))
    ScheduleFactory(service=listing, rrule="FREQ=WEEKLY;BYDAY=TU,TH", opens_at=time(9), closes_at=time(11))

    sessions = next_sessions([listing], datetime(2026, 3, 11, 13, tzinfo=HELSINKI), 4)[listing.pk]

    assert starts(sessions) == [
        "2026-03-12 09:00",
        "2026-03-12 17:00",
        "2026-03-17 09:00",
        "2026-03-19 09:00",
    ]


@pytest.mark.django_db
def test_session_still_running_is_the_next_one():
    listing = ScheduleFactory(opens_at=time(22), closes_at=time(2)).service
    last_minute, end = (
        datetime(2026, 3, 10, 1, 59, tzinfo=HELSINKI),
        datetime(2026, 3, 10, 2, tzinfo=HELSINKI),
    )

    assert starts(next_sessions([listing], last_minute, 1)[listing.pk]) == ["2026-03-09 22:00"]
    assert starts(next_sessions([listing], end, 1)[listing.pk]) == ["2026-03-16 22:00"]


@pytest.mark.django_db
def test_sessions_between_two_moments_are_those_that_overlap():
    listing = ScheduleFactory(rrule="FREQ=DAILY", opens_at=time(22), closes_at=time(2)).service
    start, end = datetime(2026, 3, 10, 2, tzinfo=HELSINKI), datetime(2026, 3, 11, 22, tzinfo=HELSINKI)

    exact = sessions_between([listing], start, end)[listing.pk]
    a_minute_more = sessions_between([listing], start - timedelta(minutes=1), end + timedelta(minutes=1))[
        listing.pk
    ]

    assert starts(exact) == ["2026-03-10 22:00"]
    assert starts(a_minute_more) == ["2026-03-09 22:00", "2026-03-10 22:00", "2026-03-11 22:00"]


@pytest.mark.postgresql
@pytest.mark.django_db
def test_cancelled_session_is_left_out_unless_asked_for():
    schedule = ScheduleFactory()
    ScheduleDateFactory(
        schedule=schedule, date=date(2026, 3, 16), reason_fi="Ohjaaja on sairas", reason_so="Xanuun"
    )
    now = datetime(2026, 3, 11, tzinfo=UTC)

    with translation.override("so"):
        shown = next_sessions([schedule.service], now, 2)[schedule.service_id]
        with_cancelled = next_sessions([schedule.service], now, 2, with_cancelled=True)[schedule.service_id]

    assert starts(shown) == ["2026-03-23 10:00", "2026-03-30 10:00"]
    assert [(s.is_cancelled, dict(s.reasons)) for s in with_cancelled] == [
        (True, {"fi": "Ohjaaja on sairas", "so": "Xanuun"}),
        (False, {}),
    ]


@pytest.mark.django_db
def test_cancelled_date_on_which_the_rule_never_falls_is_no_session():
    schedule = ScheduleFactory(rrule="FREQ=WEEKLY;BYDAY=MO")
    ScheduleDateFactory(schedule=schedule, date=date(2026, 3, 12))
    ScheduleDateFactory(schedule=schedule, date=date(2026, 3, 16))
    now = datetime(2026, 3, 11, tzinfo=UTC)

    sessions = next_sessions([schedule.service], now, 2, with_cancelled=True)[schedule.service_id]

    assert [(wall_clock(s.starts_at), s.is_cancelled) for s in sessions] == [
        ("2026-03-16 10:00", True),
        ("2026-03-23 10:00", False),
    ]


@pytest.mark.django_db
def test_cancelled_event_without_a_rule_is_still_shown_as_cancelled():
    schedule = ScheduleFactory(rrule="")
    ScheduleDateFactory(schedule=schedule, date=date(2026, 3, 14))
    now = datetime(2026, 3, 11, tzinfo=UTC)

    (event,) = next_sessions([schedule.service], now, 5, with_cancelled=True)[schedule.service_id]

    assert (wall_clock(event.starts_at), event.is_cancelled) == ("2026-03-14 10:00", True)


@pytest.mark.django_db
def test_holiday_is_skipped_unless_its_date_is_stated():
    schedule = ScheduleFactory()
    weeks = datetime(2026, 3, 30, tzinfo=HELSINKI), datetime(2026, 4, 14, tzinfo=HELSINKI)

    skipping = sessions_between([schedule.service], *weeks)[schedule.service_id]
    ScheduleDateFactory(schedule=schedule, date=date(2026, 4, 6), kind=ScheduleDateKind.EXTRA)
    stated = sessions_between([schedule.service], *weeks)[schedule.service_id]

    assert starts(skipping) == ["2026-03-30 10:00", "2026-04-13 10:00"]
    assert starts(stated) == ["2026-03-30 10:00", "2026-04-06 10:00", "2026-04-13 10:00"]


@pytest.mark.django_db
def test_nothing_meets_while_the_listing_is_closed_or_not_valid():
    listing = ServiceFactory(
        valid_from=date(2026, 6, 8),
        valid_until=date(2026, 8, 17),
        closed_from=date(2026, 6, 22),
        closed_until=date(2026, 8, 3),
    )
    schedule = ScheduleFactory(service=listing)
    ScheduleDateFactory(schedule=schedule, date=date(2026, 7, 1), kind=ScheduleDateKind.EXTRA)

    sessions = next_sessions([listing], datetime(2026, 3, 11, tzinfo=UTC), 10)[listing.pk]

    assert starts(sessions) == [
        "2026-06-08 10:00",
        "2026-06-15 10:00",
        "2026-08-10 10:00",
        "2026-08-17 10:00",
    ]


@pytest.mark.django_db
def test_nothing_meets_after_a_closing_that_has_no_end_yet():
    listing = ScheduleFactory(service__closed_from=date(2026, 3, 20)).service

    sessions = next_sessions([listing], datetime(2026, 3, 11, tzinfo=UTC), 10)[listing.pk]

    assert starts(sessions) == ["2026-03-16 10:00"]


@pytest.mark.django_db
@pytest.mark.parametrize("closed_from", [None, date(2026, 8, 4)])
def test_closing_does_not_end_before_it_begins(closed_from):
    with pytest.raises(IntegrityError, match="directory_service_closing_ends_after_it_begins"):
        ServiceFactory(closed_from=closed_from, closed_until=date(2026, 8, 3))


@pytest.mark.django_db
def test_nothing_meets_outside_the_period_of_its_schedule():
    schedule = ScheduleFactory(valid_from=date(2026, 3, 16), valid_to=date(2026, 3, 23))
    ScheduleDateFactory(schedule=schedule, date=date(2026, 3, 24), kind=ScheduleDateKind.EXTRA)

    sessions = next_sessions([schedule.service], datetime(2026, 3, 1, tzinfo=UTC), 10)[schedule.service.pk]

    assert starts(sessions) == ["2026-03-16 10:00", "2026-03-23 10:00"]


@pytest.mark.django_db
def test_next_session_is_looked_for_no_further_than_the_horizon():
    now = datetime(2026, 3, 11, tzinfo=UTC)
    horizon = now.date() + timedelta(days=400)
    near, far = ServiceFactory(), ServiceFactory()
    for listing, day in ((near, horizon), (far, horizon + timedelta(days=1))):
        schedule = ScheduleFactory(service=listing, rrule="")
        ScheduleDateFactory(schedule=schedule, date=day, kind=ScheduleDateKind.EXTRA)

    coming = next_sessions([near, far], now, 1)

    assert [len(sessions) for sessions in coming.values()] == [1, 0]


@pytest.mark.django_db
def test_listing_without_schedule_has_no_sessions():
    listing = ServiceFactory()

    assert next_sessions([listing], datetime(2026, 3, 11, tzinfo=UTC), 3) == {listing.pk: []}


@pytest.mark.django_db
def test_broken_rule_leaves_the_other_schedules_and_is_logged(caplog):
    listing = ServiceFactory()
    broken = ScheduleFactory(service=listing, rrule="FREQ=SOMETIMES")
    ScheduleDateFactory(schedule=broken, date=date(2026, 3, 12), kind=ScheduleDateKind.EXTRA)
    ScheduleFactory(service=listing)

    sessions = next_sessions([listing], datetime(2026, 3, 11, tzinfo=UTC), 2)[listing.pk]

    assert starts(sessions) == ["2026-03-12 10:00", "2026-03-16 10:00"]
    assert f"Schedule {broken.pk}" in caplog.text


@pytest.mark.django_db
def test_more_next_sessions_begin_with_the_same_ones():
    listing = ServiceFactory()
    rules_of_listing = [
        "FREQ=WEEKLY;BYDAY=MO,TH",
        "FREQ=MONTHLY;BYDAY=1SA",
        "FREQ=DAILY;INTERVAL=3;COUNT=150",
    ]
    for hour, rule in enumerate(rules_of_listing, start=8):
        schedule = ScheduleFactory(service=listing, rrule=rule, opens_at=time(hour), closes_at=time(2))
        ScheduleDateFactory(schedule=schedule, date=date(2026, 4, 13))

    @settings(max_examples=50)
    @given(
        st.datetimes(datetime(2026, 1, 1), datetime(2027, 6, 1), timezones=st.just(UTC)),
        st.integers(0, 9),
        st.integers(0, 30),
    )
    def begins_alike(after, limit, more):
        few = next_sessions([listing], after, limit, with_cancelled=True)[listing.pk]
        many = next_sessions([listing], after, limit + more, with_cancelled=True)[listing.pk]
        assert few == many[:limit]
        assert many == sorted(many, key=lambda session: session.starts_at)
        assert all(session.ends_at > after for session in many)

    begins_alike()


@pytest.mark.django_db
def test_template_says_what_holds_for_every_session_and_when():
    listing = ServiceFactory(languages=["fi"], entry=Entry.WALK_IN, valid_until=date(2026, 12, 31))
    ServiceAtLocationFactory(service=listing)
    weekly = ScheduleFactory(service=listing, languages=["so"], valid_from=date(2026, 2, 1))
    course = ScheduleFactory(service=listing, rrule="FREQ=WEEKLY;COUNT=3")
    event = ScheduleFactory(service=listing, rrule="")
    ScheduleDateFactory(schedule=event, date=date(2026, 3, 14), kind=ScheduleDateKind.EXTRA)
    ScheduleFactory(service=listing, rrule="")

    templates = session_templates([listing])[listing.pk]

    assert {(t.location_id, t.entry) for t in templates} == {(None, Entry.WALK_IN)}
    assert [(t.schedule_id, t.languages, t.first_day, t.last_day) for t in templates] == [
        (weekly.pk, ("so",), date(2026, 2, 1), date(2026, 12, 31)),
        (course.pk, ("fi",), date(2026, 1, 5), date(2026, 1, 19)),
        (event.pk, ("fi",), date(2026, 3, 14), date(2026, 3, 14)),
    ]


@pytest.mark.django_db
def test_template_without_an_end_has_no_last_day():
    listing = ScheduleFactory().service

    (template,) = session_templates([listing])[listing.pk]

    assert template.last_day is None
