"""An index that several hosts share is written by one of them at a time; each index has its own progress."""

import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, connections, transaction

from search.duties.worker import Worker
from search.engines.embedded import EmbeddedEngine
from search.indexing.consumers import turn_of
from search.indexing.outbox import NONE, Progress, enqueue, rows_after, settled_at, stop_of
from search.models import OutboxEntry
from tests import factories
from tests.plugins.search import SearchIndex

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]

Kind = OutboxEntry.Kind


class HostLostError(Exception):
    """What ends the work of a host, in these tests."""


class SharedEngine(EmbeddedEngine):
    """One folder for all hosts, as one server is."""

    name, is_shared = "shared", True


class Elsewhere:
    """Something that goes on in another connection until the test ends it."""

    def __init__(self, work):
        self.has_begun, self.may_end = threading.Event(), threading.Event()
        self.thread = threading.Thread(target=self._run, args=(work,))

    def __enter__(self):
        self.thread.start()
        assert self.has_begun.wait(10)
        return self

    def __exit__(self, *_error):
        self.may_end.set()
        self.thread.join(10)

    def _run(self, work) -> None:
        try:
            work(self)
        finally:
            self.has_begun.set()
            connections.close_all()

    def wait(self) -> None:
        """Let the test go on, and wait until it says so."""
        self.has_begun.set()
        self.may_end.wait(10)


# Progress of each


def test_indexes_of_two_hosts_follow_at_their_own_pace(db, now, tmp_path):
    one, other = (SearchIndex(EmbeddedEngine(tmp_path / name)) for name in ("one", "other"))
    for index in (one, other):
        index.drain()

    service = factories.ServiceFactory(name_fi="Perhekahvila")
    one.drain()
    only_in_one = one.found(), other.found()
    other.drain()

    assert only_in_one == ([service], [])
    assert other.found() == [service]


def test_changes_of_one_listing_are_merged(search_index, now):
    service = factories.ServiceFactory()
    search_index.drain()
    for name in ("Perhekahvila", "Leskenlehti"):
        service.name_fi = name
        with transaction.atomic():
            enqueue(Kind.SERVICE, service.pk)
            service.save()
        OutboxEntry.objects.create(kind=Kind.SERVICE, object_id=service.pk)

    drained = search_index.drain().drained

    assert drained.rows > 2
    assert drained.listings == 1
    assert search_index.found(q="leskenlehti") == [service]


# One at a time


@pytest.mark.postgresql(only=True)
@pytest.mark.django_db(transaction=True)
def test_turn_is_one_hosts_until_its_end():
    def hold(elsewhere):
        with turn_of("shared") as is_ours:
            assert is_ours
            elsewhere.wait()

    with Elsewhere(hold):
        with turn_of("shared") as is_ours:
            meanwhile = is_ours
        with turn_of("another") as is_ours:
            of_another = is_ours
    with turn_of("shared") as is_ours:
        afterwards = is_ours

    assert (meanwhile, of_another, afterwards) == (False, True, True)


@pytest.mark.postgresql(only=True)
@pytest.mark.django_db(transaction=True)
def test_turn_ends_with_its_host():
    def die(_elsewhere):
        with suppress(HostLostError), turn_of("shared"):
            connection.close()
            raise HostLostError

    with Elsewhere(die), turn_of("shared") as is_ours:
        assert is_ours


@pytest.mark.postgresql(only=True)
@pytest.mark.django_db(transaction=True)
def test_workers_of_two_hosts_bring_in_everything_together(search_index, settings):
    folder = settings.SEARCH_INDEX_FOLDER / "shared"
    SearchIndex(SharedEngine(folder)).drain()
    is_over, problems = threading.Event(), []

    def work():
        worker = Worker(SharedEngine(folder))
        try:
            while not is_over.is_set():
                worker.run_once()
            worker.run_once()
        except Exception as error:
            problems.append(error)
        finally:
            connections.close_all()

    hosts = [threading.Thread(target=work) for _ in range(2)]
    for host in hosts:
        host.start()
    services = [factories.ServiceFactory(name_fi="Perhekahvila") for _ in range(15)]
    is_over.set()
    for host in hosts:
        host.join()
    SearchIndex(SharedEngine(folder)).drain()

    assert problems == []
    found = SearchIndex(SharedEngine(folder)).found(q="perhekahvila")
    assert {each.pk for each in found} == {each.pk for each in services}


def test_embedded_database_is_not_locked_for_a_turn(db):
    """There a transaction of one's own would keep everybody from writing."""
    before = len(connection.savepoint_ids)

    with turn_of("shared") as is_ours:
        assert is_ours
        assert connection.vendor == "postgresql" or len(connection.savepoint_ids) == before


# Rows that appear late


@pytest.mark.postgresql(only=True)
@pytest.mark.django_db(transaction=True)
def test_listing_of_a_transaction_that_ends_late_is_found(search_index):
    search_index.drain()
    organization = factories.OrganizationFactory()

    def change_slowly(elsewhere):
        with transaction.atomic():
            factories.ServiceFactory(name_fi="Perhekahvila", organization=organization)
            elsewhere.wait()

    with Elsewhere(change_slowly):
        quick = factories.ServiceFactory(name_fi="Leskenlehti", organization=organization)
        search_index.drain()
        before = search_index.found(), search_index.found(q="perhekahvila")
    search_index.drain()

    assert before == ([quick], [])
    assert len(search_index.found(q="perhekahvila")) == 1


@pytest.mark.postgresql(only=True)
@pytest.mark.django_db(transaction=True)
def test_watermark_waits_for_a_transaction_however_long_it_takes():
    an_hour_later = datetime.now(UTC) + timedelta(hours=1)

    def change_slowly(elsewhere):
        with transaction.atomic():
            enqueue(Kind.SERVICE, 1)
            elsewhere.wait()

    with Elsewhere(change_slowly):
        enqueue(Kind.SERVICE, 2)
        seen = rows_after(Progress())
        stop = stop_of(Progress(), NONE, settled_at(an_hour_later))
        progress = Progress().after(seen, an_hour_later, stop)
    late = rows_after(progress)
    afterwards = progress.after(late, an_hour_later, stop_of(progress, NONE, settled_at(an_hour_later)))

    assert [row.object_id for row in seen] == [2]
    assert [row.object_id for row in late] == [1]
    assert (afterwards.watermark, afterwards.done) == (seen[0].number, NONE)


# Versions


@pytest.mark.usefixtures("now")
def test_change_reaches_the_index_though_the_clock_was_set_back(search_index):
    service = factories.ServiceFactory(name_fi="Perhekahvila")
    search_index.drain()
    progress = Progress.from_json(search_index.engine.state().progress)
    ahead = Progress(progress.watermark, progress.done, progress.read_at, progress.version + 3_600_000_000)
    with search_index.engine.write() as writer:
        writer.remove([service.pk], version=ahead.version)
        writer.commit(ahead.to_json())

    service.name_fi = "Leskenlehti"
    service.save()
    search_index.drain()

    assert search_index.found(q="leskenlehti") == [service]
