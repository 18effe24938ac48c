"""What goes on beside the index: no change waits for it, and a failure does not end it."""

import logging
import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from directory.choices import TaxonomySlug
from directory.models import SearchWords
from search.duties import duty
from search.duties.chores import Chores
from search.duties.worker import Worker
from search.duties.workers import Workers
from search.models import DueMeaning
from tests.factories import ServiceFactory, TaxonomyTermFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def due(settings, search_index) -> None:
    """An index, a topic, and a listing of which nobody knows yet what it is about."""
    settings.SEARCH_WITHOUT = ("meaning", "dictionary")
    theme = TaxonomyTermFactory(code="everything", name_fi="Kaikki")
    assert theme.taxonomy.slug == TaxonomySlug.TOPICS
    term = TaxonomyTermFactory(code="swimming", name_fi="Uinti", parent=theme)
    SearchWords.objects.create(term=term, language_code="so", words=["dabaal"])
    search_index.drain()
    ServiceFactory(name_fi="Molskis", summary_fi="Uinti alkaa alkeista.")


def test_worker_leaves_it_to_the_chores_what_listings_are_about(search_index, due):
    worker = Worker(search_index.engine)

    while worker.run_once().has_more:
        pass
    left, found_by_words = DueMeaning.objects.count(), len(search_index.found(q="molskis"))
    has_done_something = Chores().turn()

    assert (left, found_by_words, has_done_something) == (1, 1, True)
    assert not DueMeaning.objects.exists()


def test_chores_without_work_wait(search_index, due):
    chores = Chores()
    chores.turn()

    assert not chores.turn()


def test_failure_is_logged_once_and_the_chores_go_on(search_index, due, caplog):
    def is_broken(execute, sql, params, many, context):
        if "duemeaning" in sql:
            raise LookupError(sql)
        return execute(sql, params, many, context)

    chores, stop = _ThreeTurns(), threading.Event()
    chores.stop = stop
    with caplog.at_level(logging.INFO, "search.duties.chores"), connection.execute_wrapper(is_broken):
        chores.run(stop)

    assert chores.turns == 3
    assert caplog.text.count("is not done for now: LookupError") == 1


def test_one_process_of_a_host_does_them(search_index, due):
    stop = threading.Event()
    second = _ThreeTurns()
    second.stop = stop
    with Chores().lock():
        threading.Timer(0.2, stop.set).start()
        second.run(stop)

    assert second.turns == 0


def test_lock_that_cannot_be_taken_for_a_moment_ends_nothing(settings, tmp_path, monkeypatch, caplog):
    """A process may have too many files open; here a file lies where the folder is to be."""
    monkeypatch.setattr(duty, "TAKE_OVER", 0.01)
    settings.SEARCH_INDEX_FOLDER = tmp_path / "index"
    settings.SEARCH_INDEX_FOLDER.touch()
    chores, stop = _ClearsTheWay(), threading.Event()
    chores.stop = stop

    with caplog.at_level(logging.INFO, "search.duties.chores"):
        chores.run(stop)

    assert chores.turns == 3
    assert caplog.text.count("is not done for now: FileExistsError") == 1
    assert "is done again" in caplog.text


def test_they_have_a_thread_beside_the_workers(settings, search_index):
    workers = Workers()
    workers.stop.set()

    workers.start()
    workers.end()

    assert [thread.name for thread in workers.threads] == ["search-worker-embedded", "search-chores"]


class _ThreeTurns(Chores):
    """Stops after three turns."""

    stop: threading.Event
    turns = 0

    def turn(self) -> bool:
        self.turns += 1
        if self.turns == 3:
            self.stop.set()
        return super().turn()


class _ClearsTheWay(_ThreeTurns):
    def fails(self, reason: str) -> None:
        super().fails(reason)
        Path(settings.SEARCH_INDEX_FOLDER).unlink()
