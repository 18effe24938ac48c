"""An engine that follows takes in changes beside the searches; where that fails they do it themselves."""

import threading
import time
from collections.abc import Callable

import pytest

from search.engines import following
from search.engines.following import Follower
from tests.engines.cast import change, fill, ids, listing, search


@pytest.fixture
def new_engine(new_embedded_engine):
    """Elasticsearch is asked at every search: nothing has to be followed."""
    return new_embedded_engine


@pytest.fixture
def following_engine(new_engine):
    engine = new_engine()
    yield engine
    if engine.reader.follower:
        engine.reader.follower.end()


@pytest.fixture
def followed():
    """Makes followers that end with the test."""
    made = []

    def follow(look: Callable[[], object]) -> Follower:
        made.append(Follower(look))
        return made[-1]

    yield follow
    for each in made:
        each.end()


def wait_until(holds: Callable[[], bool], seconds: float = 10) -> None:
    give_up_at = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < give_up_at
        time.sleep(0.01)


def test_change_is_taken_in_although_nobody_searches(new_engine, following_engine):
    writer = new_engine()
    fill(writer, [listing(1)])
    following_engine.follow()
    wait_until(lambda: following_engine.reader.latest)

    change(writer, [listing(2)])

    wait_until(lambda: following_engine.reader.latest.columns.size == 2)
    assert ids(following_engine) == [1, 2]


def test_index_that_comes_later_is_found(new_engine, following_engine):
    following_engine.follow()

    fill(new_engine(), [listing(1)])

    wait_until(lambda: following_engine.reader.latest)


def test_search_that_comes_earlier_is_answered_from_before_the_change(new_engine, following_engine, followed):
    writer = new_engine()
    fill(writer, [listing(1)])
    search(following_engine)
    looked = threading.Event()
    following_engine.reader.follower = followed(looked.set)
    wait_until(following_engine.reader.follower.looks_soon)

    change(writer, [listing(2)])

    assert ids(following_engine) == [1]


def test_search_takes_in_a_change_itself_when_the_follower_is_stuck(
    new_engine, following_engine, followed, monkeypatch
):
    writer = new_engine()
    fill(writer, [listing(1)])
    search(following_engine)
    monkeypatch.setattr(following, "PATIENCE", 0.05)
    stuck = threading.Event()
    following_engine.reader.follower = followed(lambda: stuck.wait(30))

    change(writer, [listing(2)])

    assert ids(following_engine) == [1, 2]
    stuck.set()


def test_look_that_fails_is_said_and_does_not_end_the_following(followed, monkeypatch, caplog):
    monkeypatch.setattr(following, "PAUSE", 0.01)
    failures = [OSError("no such disk")]

    def look():
        if failures:
            raise failures.pop()

    follower = followed(look)

    wait_until(follower.looks_soon)
    assert "not followed for a while" in caplog.text
    assert "no such disk" in caplog.text


def test_engine_that_was_not_told_to_follow_has_no_thread(new_engine):
    engine = new_engine()
    fill(engine, [listing(1)])

    search(engine)

    assert engine.reader.follower is None
