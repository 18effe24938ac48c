"""The life of an index: built, changed, replaced."""

import threading
from datetime import date

import pytest

from search.engines import IndexMissing, IndexState, WriterBusy
from tests.engines.cast import TODAY, change, fill, ids, listing, search


def test_without_an_index_nobody_is_answered(engine):
    assert engine.state() is None
    with pytest.raises(IndexMissing):
        search(engine)
    with pytest.raises(IndexMissing), engine.write():
        pass


def test_an_index_says_what_it_holds(engine):
    fill(engine, [listing(1), listing(2)], progress={"row": 7})

    state = engine.state()

    assert state == IndexState(state.generation, TODAY, services=2, progress={"row": 7})


def test_another_process_sees_what_is_added_changed_and_removed(new_engine):
    writer, reader = new_engine(), new_engine()
    fill(writer, [listing(1, "kerho"), listing(2, "kerho")])
    assert ids(reader, q="kerho") == [1, 2]

    change(writer, [listing(2, "kahvila"), listing(3, "kerho")], removed=[1, 99], progress={"row": 8})

    assert ids(reader, q="kerho") == [3]
    assert ids(reader, q="kahvila") == [2]
    assert ids(reader) == [2, 3]
    assert reader.state().progress == {"row": 8}


def test_a_listing_written_twice_between_two_looks_is_seen_as_it_was_written_last(new_engine):
    writer, reader = new_engine(), new_engine()
    fill(writer, [listing(1)])
    search(reader)

    change(writer, [listing(1, gender="women")])
    change(writer, [listing(1, gender="men"), listing(1, gender="girls")])

    assert search(reader).facets["gender"] == {"girls": 1}


def test_what_is_not_committed_is_dropped(engine):
    fill(engine, [listing(1)])

    with engine.write() as writer:
        writer.put([listing(2)])

    change(engine, [listing(3)])
    assert ids(engine) == [1, 3]


def test_a_rebuild_shows_nothing_before_its_end_and_then_everything(new_engine):
    engine, reader = new_engine(), new_engine()
    fill(engine, [listing(1)])

    with engine.rebuild(date(2026, 5, 9)) as writer:
        writer.put([listing(2), listing(3)])
        writer.commit({"row": 9})
        before = ids(reader)

    assert (before, ids(reader)) == ([1], [2, 3])
    assert reader.state().built_for == date(2026, 5, 9)
    assert reader.state().progress == {"row": 9}


def test_a_rebuild_that_fails_leaves_the_old_index(engine):
    fill(engine, [listing(1)])

    with pytest.raises(AttributeError), engine.rebuild(TODAY) as writer:
        writer.put([listing(2), "not a document"])

    assert ids(engine) == [1]
    fill(engine, [listing(3)])
    assert ids(engine) == [3]


def test_only_one_writes_and_the_same_thread_may_hold_the_lock_meanwhile(new_engine):
    engine, other = new_engine(), new_engine()
    fill(engine, [listing(1)])

    with engine.lock:
        change(engine, [listing(2)])
        with pytest.raises(WriterBusy), other.write():
            pass
        with pytest.raises(WriterBusy), other.rebuild(TODAY):
            pass

    change(other, [listing(3)])
    assert ids(engine) == [1, 2, 3]


def test_readers_need_no_lock(new_engine):
    engine = new_engine()
    fill(engine, [listing(1)])

    with engine.lock:
        assert ids(new_engine()) == [1]


def test_searches_of_many_threads_see_a_change_and_none_fails(engine):
    fill(engine, [listing(number, "kerho") for number in range(1, 50)])
    totals, wrong = set(), []

    def look():
        try:
            totals.update(search(engine, q="kerho").total for _ in range(60))
        except Exception as error:
            wrong.append(error)

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(50, 60):
        change(engine, [listing(number, "kerho")])
    for thread in threads:
        thread.join()

    assert not wrong
    assert totals <= set(range(49, 60))
    assert search(engine, q="kerho").total == 59
