"""The outbox: a row is there exactly when the change is, and each reader gets every row once."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections, transaction
from hypothesis import given
from hypothesis import strategies as st

from search import outbox
from search.models import OutboxEntry
from search.outbox import Progress, Row, enqueue, rows_after

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]

NOW = datetime(2026, 3, 11, 12, tzinfo=UTC)
Kind = OutboxEntry.Kind


def row(number: int, *, age: timedelta = timedelta(0)) -> Row:
    return Row(number, Kind.SERVICE, number, NOW - age)


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

    progress = Progress().after(first, first, NOW)

    assert len(progress.undone(rows_after(progress))) == 1


# Reading


def test_row_that_appears_below_a_seen_one_is_read():
    OutboxEntry.objects.create(pk=12, kind=Kind.SERVICE, object_id=2)
    seen = rows_after(Progress())
    progress = Progress().after(seen, seen, NOW)

    OutboxEntry.objects.create(pk=11, kind=Kind.SERVICE, object_id=1)

    assert [each.number for each in progress.undone(rows_after(progress))] == [11]


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
    progress = Progress().after(seen, seen, datetime.now(UTC))
    may_end.set()
    slow.join()

    late = progress.undone(rows_after(progress))

    assert [each.object_id for each in seen] == [2]
    assert [each.object_id for each in late] == [1]
    assert late[0].number < seen[0].number


def test_nothing_is_read_twice():
    for object_id in range(3):
        enqueue(Kind.SERVICE, object_id)
    rows = rows_after(Progress())

    progress = Progress().after(rows, rows[:2], NOW)

    assert progress.undone(rows_after(progress)) == rows[2:]


def test_quiet_poll_is_one_query_and_reads_no_rows(django_assert_num_queries):
    for object_id in range(50):
        enqueue(Kind.SERVICE, object_id)
    rows = rows_after(Progress())
    progress = Progress().after(rows, rows, NOW)

    with django_assert_num_queries(1):
        quiet = rows_after(progress)

    assert quiet == []


def test_watermark_trails_by_ten_minutes():
    rows = [row(1, age=timedelta(minutes=11)), row(2, age=timedelta(minutes=9)), row(3)]

    progress = Progress().after(rows, rows, NOW)

    assert progress == Progress(1, frozenset({2, 3}), NOW, last_at=NOW)


def test_watermark_does_not_pass_a_row_left_undone():
    rows = [row(1, age=timedelta(hours=1)), row(2, age=timedelta(hours=1)), row(3, age=timedelta(hours=1))]

    progress = Progress().after(rows, [rows[0], rows[2]], NOW)

    assert progress == Progress(1, frozenset({3}), NOW, last_at=NOW - timedelta(hours=1))


#: Minutes since the one before was written, and minutes until its transaction ends
TRANSACTIONS = st.lists(st.tuples(st.sampled_from([0, 1, 9]), st.sampled_from([0, 1, 10])), max_size=12)


@given(TRANSACTIONS, st.integers(1, 5))
def test_every_row_is_read_once_in_whatever_order_it_appears(transactions, at_once):
    rows, appears_at, clock = [], {}, NOW
    for number, (pause, duration) in enumerate(transactions, start=1):
        clock += timedelta(minutes=pause)
        rows.append(Row(number, Kind.SERVICE, number, clock))
        appears_at[number] = clock + timedelta(minutes=duration)

    progress, read = Progress(), []
    polls = sorted(appears_at.values()) + [clock + timedelta(hours=1)] * len(rows)
    for moment in polls:
        above = [row for row in rows if appears_at[row.number] <= moment and row.number > progress.watermark]
        pending = progress.undone(above)[:at_once]
        read += [row.number for row in pending]
        progress = progress.after(above, pending, moment)

    assert sorted(read) == [row.number for row in rows]
    assert (progress.watermark, progress.done) == (len(rows), frozenset())


def test_progress_survives_being_written_down():
    progress = Progress(7, frozenset({9, 12}), NOW, last_at=NOW - timedelta(minutes=1))

    assert Progress.from_json(progress.to_json()) == progress
    assert Progress.from_json(Progress().to_json()) == Progress()


# A new index


def test_position_covers_what_is_visible_and_nothing_else():
    enqueue(Kind.SERVICE, 1)

    position = outbox.position(NOW)
    enqueue(Kind.SERVICE, 2)

    assert [each.object_id for each in position.undone(rows_after(position))] == [2]


def test_index_that_was_away_for_longer_than_rows_are_kept_is_out_of_reach():
    eight_days_ago = NOW - timedelta(days=8)

    assert outbox.is_out_of_reach(Progress(0, frozenset(), eight_days_ago), NOW)
    assert not outbox.is_out_of_reach(Progress(0, frozenset(), NOW - timedelta(days=6)), NOW)


def test_index_of_another_database_is_out_of_reach():
    enqueue(Kind.SERVICE, 1)
    last = OutboxEntry.objects.get().pk

    assert outbox.is_out_of_reach(Progress(last + 1, frozenset(), NOW), NOW)
    assert outbox.is_out_of_reach(Progress(0, frozenset({last + 1}), NOW), NOW)
    assert not outbox.is_out_of_reach(Progress(0, frozenset({last}), NOW), NOW)


def test_index_whose_last_number_another_row_has_now_is_out_of_reach():
    enqueue(Kind.SERVICE, 1)
    rows = rows_after(Progress())
    progress = Progress().after(rows, rows, NOW)
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
