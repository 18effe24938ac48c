"""The outbox: a row is there exactly when the change is, and each reader gets every row once."""

import json
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from search.indexing import outbox
from search.indexing.numbers import Numbers
from search.indexing.outbox import NONE, Progress, Row, enqueue, numbers_of, rows_after, stop_of
from search.models import OutboxEntry

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]

NOW = datetime(2026, 3, 11, 12, tzinfo=UTC)
Kind = OutboxEntry.Kind


def written() -> list[tuple[str, int]]:
    return list(OutboxEntry.objects.values_list("kind", "object_id"))


def write_and_roll_back() -> None:
    with transaction.atomic():
        enqueue(Kind.SERVICE, 1)
        transaction.set_rollback(True)


# Writing


@pytest.mark.django_db(transaction=True)
def test_row_disappears_with_the_change():
    write_and_roll_back()

    assert written() == []


@pytest.mark.django_db(transaction=True)
def test_one_transaction_writes_an_object_once():
    with transaction.atomic():
        enqueue(Kind.SERVICE, 1)
        with transaction.atomic():
            enqueue(Kind.SERVICE, 1)
        enqueue(Kind.ORGANIZATION, 1)
        enqueue(Kind.SERVICE, 1)

    assert written() == [("service", 1), ("organization", 1)]


@pytest.mark.django_db(transaction=True)
def test_two_transactions_write_an_object_twice():
    for _ in range(2):
        with transaction.atomic():
            enqueue(Kind.SERVICE, 1)

    assert written() == [("service", 1), ("service", 1)]


@pytest.mark.django_db(transaction=True)
def test_row_is_written_again_after_its_savepoint_was_rolled_back():
    with transaction.atomic():
        write_and_roll_back()
        enqueue(Kind.SERVICE, 1)

    assert written() == [("service", 1)]


@pytest.mark.django_db(transaction=True)
def test_row_is_written_again_after_the_transaction_was_rolled_back():
    write_and_roll_back()
    with transaction.atomic():
        enqueue(Kind.SERVICE, 1)

    assert written() == [("service", 1)]


@pytest.mark.django_db(transaction=True)
def test_change_outside_a_transaction_is_written_each_time():
    enqueue(Kind.SERVICE, 1)
    enqueue(Kind.SERVICE, 1)

    assert written() == [("service", 1), ("service", 1)]


def test_change_after_a_read_is_written_again_in_the_same_transaction():
    enqueue(Kind.SERVICE, 1)
    first = rows_after(Progress())
    enqueue(Kind.SERVICE, 1)

    progress = Progress().after(first, NOW, None)

    assert len(rows_after(progress)) == 1


# Reading


def test_row_that_appears_below_a_seen_one_is_read():
    OutboxEntry.objects.create(pk=12, kind=Kind.SERVICE, object_id=2)
    seen = rows_after(Progress())
    progress = Progress().after(seen, NOW, seen[0].number)

    OutboxEntry.objects.create(pk=11, kind=Kind.SERVICE, object_id=1)

    assert [each.number for each in rows_after(progress)] == [11]


@pytest.mark.postgresql(only=True)
@pytest.mark.django_db(transaction=True)
def test_transaction_that_ends_last_is_read_though_it_began_first():
    is_written, may_end = threading.Event(), threading.Event()

    def slow_change():
        with transaction.atomic():
            enqueue(Kind.SERVICE, 1)
            is_written.set()
            may_end.wait(10)
        connections.close_all()

    slow = threading.Thread(target=slow_change)
    slow.start()
    is_written.wait(10)
    enqueue(Kind.SERVICE, 2)
    seen = rows_after(Progress())
    now = datetime.now(UTC)
    progress = Progress().after(seen, now, stop_of(Progress(), NONE, now))
    may_end.set()
    slow.join()

    late = rows_after(progress)

    assert [each.object_id for each in seen] == [2]
    assert [each.object_id for each in late] == [1]
    assert late[0].number < seen[0].number


def test_nothing_is_read_twice():
    for object_id in range(3):
        enqueue(Kind.SERVICE, object_id)
    rows = rows_after(Progress())

    progress = Progress().after(rows[:2], NOW, rows[2].number)

    assert rows_after(progress) == rows[2:]


def test_row_that_is_known_is_not_read_again():
    for object_id in range(3):
        enqueue(Kind.SERVICE, object_id)
    rows = rows_after(Progress())

    assert rows_after(Progress(), numbers_of([rows[0], rows[2]])) == [rows[1]]


def test_all_rows_are_read_however_many_numbers_were_skipped():
    odd = OutboxEntry.objects.bulk_create(
        OutboxEntry(pk=number, kind=Kind.SERVICE) for number in range(1, 4 * outbox.MOST_GAPS, 2)
    )
    known = numbers_of(rows_after(Progress()))
    even = [each.pk + 1 for each in odd]

    OutboxEntry.objects.bulk_create(OutboxEntry(pk=number, kind=Kind.SERVICE) for number in even)

    assert [row.number for row in rows_after(Progress(), known)] == even


def test_quiet_poll_is_one_query_and_reads_no_rows(django_assert_num_queries):
    for object_id in range(50):
        enqueue(Kind.SERVICE, object_id)
    rows = rows_after(Progress())
    progress = Progress().after(rows, NOW, rows[0].number)

    with django_assert_num_queries(1):
        quiet = rows_after(progress)

    assert quiet == []


def write_rows(*ages: timedelta) -> list[Row]:
    OutboxEntry.objects.bulk_create(
        OutboxEntry(pk=number, kind=Kind.SERVICE, object_id=number, created_at=NOW - age)
        for number, age in enumerate(ages, start=1)
    )
    return rows_after(Progress())


def test_watermark_trails_by_ten_minutes():
    rows = write_rows(timedelta(minutes=11), timedelta(minutes=9), timedelta(minutes=11))

    progress = Progress().after(rows, NOW, stop_of(Progress(), NONE, NOW))

    assert progress == Progress(1, Numbers.of([2, 3]), NOW, last_at=rows[2].created_at)


def test_watermark_does_not_pass_a_row_left_undone():
    rows = write_rows(*[timedelta(hours=1)] * 3)

    progress = Progress().after([rows[0], rows[2]], NOW, stop_of(Progress(), Numbers.of([2]), NOW))

    assert progress == Progress(1, Numbers.of([3]), NOW, last_at=NOW - timedelta(hours=1))


#: Minutes since the one before was written, and minutes until its transaction ends
TRANSACTIONS = st.lists(st.tuples(st.sampled_from([0, 1, 9]), st.sampled_from([0, 1, 10])), max_size=12)


@settings(max_examples=50)
@given(TRANSACTIONS, st.integers(1, 5))
def test_every_row_is_read_once_in_whatever_order_it_appears(transactions, at_once):
    appears_at, clock = {}, NOW
    for number, (pause, duration) in enumerate(transactions, start=1):
        clock += timedelta(minutes=pause)
        entry = OutboxEntry(pk=number, kind=Kind.SERVICE, object_id=number, created_at=clock)
        appears_at[entry] = clock + timedelta(minutes=duration)
    OutboxEntry.objects.all().delete()

    progress, waiting, done = Progress(), [], []
    for moment in sorted(appears_at.values()) + [clock + timedelta(hours=1)] * (len(appears_at) + 1):
        appeared = [entry for entry, at in appears_at.items() if at <= moment and entry._state.adding]
        OutboxEntry.objects.bulk_create(appeared)
        waiting += rows_after(progress, numbers_of(waiting))
        some, waiting = waiting[:at_once], waiting[at_once:]
        stop = stop_of(progress, numbers_of(waiting), moment)
        progress, done = progress.after(some, moment, stop), [*done, *some]

    assert sorted(row.number for row in done) == sorted(entry.pk for entry in appears_at)
    assert (progress.watermark, progress.done) == (len(appears_at), NONE)


def test_progress_survives_being_written_down():
    progress = Progress(7, Numbers.of([9, 12, 13]), NOW, last_at=NOW - timedelta(minutes=1))
    progress = progress.lacking(undone=Numbers.of([8, 10]), asked=Numbers.of([8]))

    assert progress.lacks == 10

    assert Progress.from_json(json.loads(json.dumps(progress.to_json()))) == progress
    assert Progress.from_json(Progress().to_json()) == Progress()


def test_progress_of_the_version_before_is_read():
    written = {"watermark": 7, "done": [9, 10, 12], "read_at": NOW.isoformat(), "version": 3, "last_at": None}

    assert Progress.from_json(written) == Progress(7, Numbers.of([9, 10, 12]), NOW, 3)


def test_version_before_finds_the_last_row_where_it_looks_for_it():
    """By its moment it tells whether this is the database that the index was made of."""
    written = Progress(7, Numbers.of([9, 10, 12]), NOW, last_at=NOW).to_json()

    assert max(written["done"]) == 12


def test_what_is_done_takes_no_more_room_when_it_is_more():
    few, many = (Progress(7, Numbers.of(range(9, last))).to_json() for last in (1_001, 9_001))

    assert len(json.dumps(few)) == len(json.dumps(many))


def test_progress_has_all_of_another_that_is_behind_it():
    ahead, behind = Progress(7, Numbers.of([9, 12])), Progress(3, Numbers.of([4, 9]))

    assert ahead.has_all_of(behind)
    assert not behind.has_all_of(ahead)
    assert not ahead.has_all_of(Progress(7, Numbers.of([9, 11, 12])))
    assert not ahead.has_all_of(Progress(13))


# A new index


def test_position_covers_what_is_visible_and_nothing_else():
    enqueue(Kind.SERVICE, 1)

    position = outbox.position(NOW)
    enqueue(Kind.SERVICE, 2)

    assert [each.object_id for each in rows_after(position)] == [2]


def test_index_that_was_away_for_longer_than_rows_are_kept_is_out_of_reach():
    eight_days_ago = NOW - timedelta(days=8)

    assert outbox.is_out_of_reach(Progress(0, NONE, eight_days_ago), NOW)
    assert not outbox.is_out_of_reach(Progress(0, NONE, NOW - timedelta(days=6)), NOW)


def test_index_of_another_database_is_out_of_reach():
    enqueue(Kind.SERVICE, 1)
    last = OutboxEntry.objects.get().pk

    assert outbox.is_out_of_reach(Progress(last + 1, NONE, NOW), NOW)
    assert outbox.is_out_of_reach(Progress(0, Numbers.of([last + 1]), NOW), NOW)
    assert not outbox.is_out_of_reach(Progress(0, Numbers.of([last]), NOW), NOW)


def test_index_whose_last_number_another_row_has_now_is_out_of_reach():
    enqueue(Kind.SERVICE, 1)
    rows = rows_after(Progress())
    progress = Progress().after(rows, NOW, rows[0].number)
    reached = outbox.is_out_of_reach(progress, NOW)

    OutboxEntry.objects.update(created_at=rows[0].created_at + timedelta(minutes=1))

    assert not reached
    assert outbox.is_out_of_reach(progress, NOW)
    OutboxEntry.objects.update(id=rows[0].number + 1)
    assert not outbox.is_out_of_reach(progress, NOW)


def test_rows_older_than_a_week_are_deleted_but_the_last_one():
    for days in (9, 8, 6):
        OutboxEntry.objects.create(kind=Kind.SERVICE, object_id=days, created_at=NOW - timedelta(days=days))

    assert outbox.prune(NOW) == 2
    assert written() == [("service", 6)]
    assert outbox.prune(NOW + timedelta(days=30)) == 0
    assert written() == [("service", 6)]


def test_number_of_a_deleted_row_is_not_used_again():
    """An index could take the new row for the one it has done."""
    enqueue(Kind.SERVICE, 1)
    first = OutboxEntry.objects.get().pk
    OutboxEntry.objects.all().delete()

    enqueue(Kind.SERVICE, 2)

    assert OutboxEntry.objects.get().pk > first
