"""The worker: what was changed is found, whatever happens in between."""

import datetime
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.choices import Standing
from directory.models import Service
from directory.signals import listing_changed, vocabulary_changed
from search.duties.worker import Worker, writer_lock
from search.engines.elastic.engine import ElasticEngine
from search.engines.embedded import EmbeddedEngine
from search.engines.errors import EngineAway
from search.indexing.numbers import Numbers
from search.indexing.outbox import Progress, ask_for_rebuild, enqueue
from search.models import Consumer, FailedListing, OutboxEntry
from tests import factories
from tests.plugins.search import SearchIndex

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db, pytest.mark.usefixtures("now")]


def break_document(service: Service) -> None:
    """No form lets such a value in; an import once did."""
    Service.objects.filter(pk=service.pk).update(languages=7)
    listing_changed.send(Service, service_id=service.pk)


def eventually(holds: Callable[[], object]) -> bool:
    """Whether it comes true within ten seconds."""
    for _ in range(200):
        if holds():
            return True
        time.sleep(0.05)
    return False


# Changes


def test_first_turn_fills_an_index(search_index):
    service = factories.ServiceFactory(name_fi="Perhekahvila")

    turn = search_index.drain()

    assert turn.rebuilt.listings == 1
    assert search_index.found(q="perhekahvila") == [service]


def test_new_listing_is_found(search_index):
    search_index.drain()
    service = factories.ServiceFactory(name_fi="Perhekahvila")

    turn = search_index.drain()

    assert (turn.drained.listings, turn.rebuilt) == (1, None)
    assert search_index.found(q="perhekahvila") == [service]


def test_changed_listing_is_found_by_its_new_words_only(search_index):
    service = factories.ServiceFactory(name_fi="Perhekahvila")
    search_index.drain()

    service.name_fi = "Leskenlehti"
    service.save()
    search_index.drain()

    assert search_index.found(q="leskenlehti") == [service]
    assert search_index.found(q="perhekahvila") == []


def test_unpublished_listing_is_not_found(search_index):
    """DESIGN, trap 7."""
    service = factories.ServiceFactory()
    search_index.drain()

    service.unpublish()
    search_index.drain()

    assert search_index.found() == []
    assert search_index.engine.state().services == 0


def test_deleted_listing_is_not_found(search_index):
    service, other = factories.ServiceFactory.create_batch(2)
    search_index.drain()

    service.delete()
    search_index.drain()

    assert search_index.found() == [other]


def test_draft_is_never_found(search_index):
    service = factories.ServiceFactory(live=False)
    search_index.drain()

    service.name_fi = "Perhekahvila"
    service.save()
    search_index.drain()

    assert search_index.found() == []


def test_listings_of_a_suspended_organization_are_not_found(search_index):
    service, other = factories.ServiceFactory.create_batch(2)
    search_index.drain()

    service.organization.standing = Standing.SUSPENDED
    service.organization.save()
    search_index.drain()

    assert search_index.found() == [other]


def test_renamed_organization_is_found_and_suggested_by_its_new_name(search_index):
    service = factories.ServiceFactory()
    search_index.drain()

    service.organization.name_fi = "Kotoportti"
    service.organization.save()
    search_index.drain()

    assert search_index.found(q="kotoportti") == [service]
    assert "Kotoportti" in [each.label for each in search_index.engine.suggest("kotop", "fi")]


def test_many_changes_become_visible_in_pieces(search_index):
    organization = factories.OrganizationFactory()
    search_index.drain()
    factories.ServiceFactory.create_batch(110, organization=organization)

    worker = Worker(search_index.engine)
    turns = [worker.run_once() for _ in range(3)]

    assert [turn.drained.has_more for turn in turns] == [True, False, False]
    assert turns[0].drained.listings == 100
    assert search_index.search().total == 110


def test_withdrawn_listing_is_gone_at_once_however_many_changes_wait(search_index):
    organization = factories.OrganizationFactory()
    service = factories.ServiceFactory(organization=organization)
    search_index.drain()

    factories.ServiceFactory.create_batch(110, organization=organization)
    service.unpublish()
    Worker(search_index.engine).run_once()

    assert service not in search_index.found()
    assert search_index.search().total == 100


def test_listing_that_is_withdrawn_while_its_other_change_waits_is_gone_at_once(search_index):
    organization = factories.OrganizationFactory()
    services = factories.ServiceFactory.create_batch(230, organization=organization)
    search_index.drain()
    for service in services:
        enqueue(OutboxEntry.Kind.SERVICE, service.pk)
    worker = Worker(search_index.engine)
    worker.run_once()

    services[-1].unpublish()
    turn = worker.run_once()

    assert turn.drained.has_more
    assert search_index.search().total == 229
    assert worker.run_once().drained.has_more is False
    assert search_index.search().total == 229


def test_worker_does_not_do_again_what_another_has_done_meanwhile(search_index):
    organization = factories.OrganizationFactory()
    services = factories.ServiceFactory.create_batch(110, organization=organization)
    search_index.drain()
    for service in services:
        enqueue(OutboxEntry.Kind.SERVICE, service.pk)
    worker = Worker(search_index.engine)
    worker.run_once()

    search_index.drain()
    turn = worker.run_once()

    assert (turn.drained.rows, turn.drained.has_more) == (0, False)


def test_single_change_passes_the_many_listings_of_a_shared_object(search_index):
    organization = factories.OrganizationFactory()
    factories.ServiceFactory.create_batch(130, organization=organization)
    other = factories.ServiceFactory()
    search_index.drain()
    organization.name_fi = "Kotoportti"
    organization.save()
    worker = Worker(search_index.engine)

    first = worker.run_once()
    other.name_fi = "Leskenlehti"
    other.save()
    second = worker.run_once()
    found = search_index.found(q="leskenlehti")
    third = worker.run_once()

    assert [turn.drained.rows for turn in (first, second, third)] == [0, 1, 1]
    assert [turn.drained.listings for turn in (first, second, third)] == [100, 11, 20]
    assert found == [other]
    assert search_index.search(q="kotoportti").total == 130


def test_change_passes_the_many_listings_whose_meaning_has_become_known(search_index):
    service, *others = factories.ServiceFactory.create_batch(31)
    search_index.drain()
    for other in others:
        enqueue(OutboxEntry.Kind.MEANING, other.pk)
    service.name_fi = "Leskenlehti"
    service.save()
    worker = Worker(search_index.engine)

    turns = [worker.run_once(), worker.run_once()]

    assert [turn.drained.listings for turn in turns] == [1 + 10, 20]
    assert search_index.found(q="leskenlehti") == [service]


@pytest.fixture
def busy_area():
    """More listings than become visible at once."""
    location = factories.LocationFactory(area=factories.AreaFactory())
    organization = factories.OrganizationFactory()
    for service in factories.ServiceFactory.create_batch(130, organization=organization):
        factories.ServiceAtLocationFactory(service=service, location=location)
    return location.area


def test_suspension_passes_the_many_listings_of_an_area(search_index, busy_area):
    service, *others = factories.ServiceFactory.create_batch(2)
    search_index.drain()
    worker = Worker(search_index.engine)
    busy_area.save()
    worker.run_once()

    service.organization.standing = Standing.SUSPENDED
    service.organization.save()
    worker.run_once()

    assert search_index.search().total == 130 + len(others)


def test_place_that_became_secret_passes_the_many_listings_of_an_area(search_index, busy_area):
    location = factories.LocationFactory(postal_code="00930")
    service = factories.ServiceAtLocationFactory(location=location).service
    search_index.drain()
    assert search_index.found(postal_code="00930") == [service]
    worker = Worker(search_index.engine)
    busy_area.save()
    worker.run_once()

    location.is_address_hidden = True
    location.save()
    worker.run_once()

    assert search_index.found(postal_code="00930") == []


def test_many_listings_of_a_place_that_became_secret_are_not_found_by_it_at_once(search_index):
    location = factories.LocationFactory(postal_code="00930")
    organization = factories.OrganizationFactory()
    for service in factories.ServiceFactory.create_batch(130, organization=organization):
        factories.ServiceAtLocationFactory(service=service, location=location)
    search_index.drain()
    assert search_index.search(postal_code="00930").total == 130
    worker = Worker(search_index.engine)

    location.is_address_hidden = True
    location.save()
    worker.run_once()
    at_once = search_index.search(postal_code="00930").total, search_index.search().total
    worker.run_once()

    assert at_once == (0, 100)
    assert search_index.search(postal_code="00930").total == 0
    assert search_index.search().total == 130


def test_all_listings_of_a_suspended_organization_are_gone_at_once(search_index):
    organization = factories.OrganizationFactory()
    factories.ServiceFactory.create_batch(130, organization=organization)
    search_index.drain()

    organization.standing = Standing.SUSPENDED
    organization.save()
    turn = Worker(search_index.engine).run_once()

    assert (turn.drained.rows, turn.drained.has_more) == (1, False)
    assert search_index.search().total == 0


def test_changes_of_one_shared_object_are_merged(search_index, busy_area):
    search_index.drain()
    worker = Worker(search_index.engine)
    busy_area.save()
    OutboxEntry.objects.create(kind="area", object_id=busy_area.pk)

    turns = [worker.run_once()]
    busy_area.save()
    turns += [worker.run_once() for _ in range(2)]

    assert [turn.drained.listings for turn in turns] == [100, 100, 30]
    assert [turn.drained.has_more for turn in turns] == [True, True, False]
    assert [turn.drained.rows for turn in turns] == [0, 0, 3]


def test_queries_do_not_grow_with_the_number_of_new_organizations(search_index):
    """All names that are suggested are read once, not once for each of them."""
    search_index.drain()

    def queries_for(organizations: int) -> int:
        factories.OrganizationFactory.create_batch(organizations)
        with CaptureQueriesContext(connection) as queries:
            Worker(search_index.engine).run_once()
        return len(queries)

    assert queries_for(2) == queries_for(20)


def test_queries_of_a_step_do_not_grow_with_the_changes_that_wait(search_index, monkeypatch):
    monkeypatch.setattr("search.indexing.batches.BATCH_SIZE", 10)
    monkeypatch.setattr("search.indexing.draining.AT_ONCE", 10)
    services = factories.ServiceFactory.create_batch(60, organization=factories.OrganizationFactory())
    search_index.drain()

    def queries_of_second_step(waiting: list[Service]) -> int:
        for service in waiting:
            enqueue(OutboxEntry.Kind.SERVICE, service.pk)
        worker = Worker(search_index.engine)
        worker.run_once()
        with CaptureQueriesContext(connection) as queries:
            assert worker.run_once().drained.rows == 10
        search_index.drain()
        return len(queries)

    assert queries_of_second_step(services[:30]) == queries_of_second_step(services)


def test_change_that_waits_is_not_read_again(search_index, monkeypatch):
    monkeypatch.setattr("search.indexing.draining.AT_ONCE", 1)
    services = factories.ServiceFactory.create_batch(3)
    search_index.drain()
    for service in services:
        enqueue(OutboxEntry.Kind.SERVICE, service.pk)
    worker = Worker(search_index.engine)

    worker.follow_changes()
    OutboxEntry.objects.order_by("-pk").first().delete()
    followed = [worker.follow_changes() for _ in range(3)]

    assert [drained.rows for drained in followed] == [1, 1, 0]


def test_listings_of_a_shared_object_are_found_again_after_a_crash(search_index):
    organization = factories.OrganizationFactory()
    factories.ServiceFactory.create_batch(110, organization=organization)
    search_index.drain()
    organization.name_fi = "Kotoportti"
    organization.save()

    Worker(search_index.engine).run_once()
    search_index.drain()

    assert search_index.search(q="kotoportti").total == 110


def test_nothing_to_do_writes_nothing(search_index):
    factories.ServiceFactory()
    search_index.drain()
    before = search_index.engine.state()

    turn = search_index.drain()

    assert (turn.drained.rows, turn.rebuilt) == (0, None)
    assert search_index.engine.state() == before


def test_rows_are_read_again_when_progress_was_lost(search_index):
    """A crash between the commit of documents and that of the progress."""
    search_index.drain()
    old = search_index.engine.state().progress
    service = factories.ServiceFactory()
    search_index.drain()
    with search_index.engine.write() as writer:
        writer.commit(old)

    turn = search_index.drain()

    assert turn.drained.rows > 0
    assert search_index.found() == [service]


@pytest.mark.postgresql(only=True)
@pytest.mark.django_db(transaction=True)
def test_worker_goes_on_after_its_connection_was_cut(search_index, caplog):
    stop = threading.Event()
    thread = threading.Thread(target=Worker(search_index.engine).run, args=(stop,))
    thread.start()
    assert eventually(search_index.engine.state)

    with connection.cursor() as cursor:
        # Of this database alone: tests beside this one have theirs on the same server
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert eventually(lambda: "does not follow changes for now" in caplog.text)
    service = factories.ServiceFactory()

    assert eventually(lambda: search_index.found() == [service])
    stop.set()
    thread.join(10)
    assert not thread.is_alive()


def test_worker_that_fails_is_seen_and_says_why_for_as_long_as_it_fails(tmp_path, settings):
    away = replace(settings.ELASTICSEARCH, url="http://127.0.0.1:9")
    worker, start = Worker(ElasticEngine(away, tmp_path)), timezone.now()

    def told(seconds: int) -> Consumer:
        with time_machine.travel(start + timedelta(seconds=seconds), tick=False):
            with pytest.raises(EngineAway):
                worker.run_once()
            return Consumer.objects.get(name=worker.consumer)

    first, later = told(0), told(30)

    assert first.error.startswith("EngineAway: Elasticsearch does not answer")
    assert later.error == first.error
    assert later.seen_at == start + timedelta(seconds=30)


# What cannot be indexed


def test_broken_listing_is_set_aside_and_others_go_on(search_index, caplog):
    services = factories.ServiceFactory.create_batch(5)
    search_index.drain()

    for service in services:
        service.name_fi = "Perhekahvila"
        service.save()
    break_document(services[2])
    search_index.drain()

    failed = FailedListing.objects.get()
    assert (failed.service_id, failed.attempts) == (services[2].pk, 1)
    assert "TypeError" in failed.error
    assert f"Listing {services[2].pk} is not indexed" in caplog.text
    assert {each.pk for each in search_index.found(q="perhekahvila")} == {
        each.pk for each in services if each != services[2]
    }


def test_broken_listing_keeps_its_old_document(search_index):
    service = factories.ServiceFactory(name_fi="Perhekahvila")
    search_index.drain()

    break_document(service)
    search_index.drain()

    assert [hit.service_id for hit in search_index.search(q="perhekahvila").hits] == [service.pk]


def test_broken_listing_does_not_stop_a_rebuild(search_index):
    broken, whole = factories.ServiceFactory.create_batch(2)
    break_document(broken)

    search_index.drain()

    assert search_index.found() == [whole]
    assert FailedListing.objects.get().service_id == broken.pk


def test_attempts_are_counted_until_the_listing_is_whole(search_index):
    service = factories.ServiceFactory()
    search_index.drain()
    for _ in range(3):
        break_document(service)
        search_index.drain()
    attempts = FailedListing.objects.get().attempts

    service.languages = ["fi"]
    service.save()
    search_index.drain()

    assert attempts == 3
    assert not FailedListing.objects.exists()
    assert search_index.found(spoken="fi") == [service]


# When an index is made anew


def test_new_day_makes_the_index_anew(search_index):
    factories.ScheduleFactory(rrule="FREQ=DAILY", valid_to=datetime.date(2026, 6, 30))
    search_index.drain()

    with time_machine.travel(timezone.now() + timedelta(days=30)):
        turn = search_index.drain()
        hit = search_index.search(when="tomorrow").hits[0]

        assert turn.rebuilt.listings == 1
        assert search_index.engine.state().built_for == timezone.localdate()
        assert timezone.localdate(hit.session.starts_at) == timezone.localdate() + timedelta(days=1)


def test_day_changes_at_local_midnight(search_index):
    """At 23:30 in Helsinki it is 21:30 UTC."""
    search_index.drain()

    with time_machine.travel(timezone.now().replace(hour=21, minute=30)):
        before = search_index.drain()
    with time_machine.travel(timezone.now().replace(hour=22, minute=30)):
        after = search_index.drain()

    assert before.rebuilt is None
    assert after.rebuilt is not None


def test_daily_rebuild_deletes_old_rows(search_index):
    search_index.drain()
    OutboxEntry.objects.create(kind="service", created_at=timezone.now() - timedelta(days=8))
    factories.ServiceFactory()
    count = OutboxEntry.objects.count()

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        search_index.drain()

    assert OutboxEntry.objects.count() == count - 1


class FullDisk(EmbeddedEngine):
    """There is no room for a new index; the one that serves can be changed."""

    attempts = 0

    def rebuild(self, _built_for):
        self.attempts += 1
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("has_index", [True, False])
def test_index_that_could_not_be_made_is_not_tried_again_at_once(search_index, settings, has_index):
    factories.ServiceFactory()
    if has_index:
        search_index.drain()
        ask_for_rebuild()
    worker = Worker(FullDisk(settings.SEARCH_INDEX_FOLDER))

    for _ in range(3):
        with suppress(OSError):
            worker.run_once()

    assert worker.engine.attempts == 1


@pytest.mark.django_db(transaction=True)
def test_worker_without_an_index_says_why_until_it_is_tried_again(search_index, settings, caplog):
    factories.ServiceFactory()
    worker = ThreeTurns(FullDisk(settings.SEARCH_INDEX_FOLDER))

    worker.work()

    assert Consumer.objects.get(name=worker.consumer).error == "OSError: [Errno 28] No space left on device"
    assert caplog.text.count("does not follow changes for now") == 1
    assert "follows changes again" not in caplog.text


class ThreeTurns(Worker):
    """Stops after its third turn."""

    turns = 0

    def work(self) -> None:
        self.stop = threading.Event()
        self.run(self.stop)

    def turn(self) -> bool:
        self.turns += 1
        if self.turns == 3:
            self.stop.set()
        return super().turn()


def _put_back(service: Service, last: int, name: str) -> None:
    """The state of a backup, and more rows since than were lost: the same numbers are given again."""
    Service.objects.filter(pk=service.pk).update(name_fi=name)
    lost = OutboxEntry.objects.filter(pk__gt=last)
    numbers = [*lost.values_list("pk", flat=True)]
    lost.delete()
    later = timezone.now() + timedelta(minutes=1)
    for number in [*numbers, max(numbers) + 1]:
        OutboxEntry.objects.create(pk=number, kind=OutboxEntry.Kind.ALERT, created_at=later)


def test_database_that_was_put_back_is_known_also_after_its_numbers_were_given_again(
    search_index, settings, monkeypatch
):
    monkeypatch.setattr("search.duties.worker.PAUSE_OF_REBUILDS", 0)
    service = factories.ServiceFactory(name_fi="Perhekahvila")
    search_index.drain()
    last = OutboxEntry.objects.latest("pk").pk
    service.name_fi = "Leskenlehti"
    service.save()
    search_index.drain()

    _put_back(service, last, "Perhekahvila")
    worker = Worker(FullDisk(settings.SEARCH_INDEX_FOLDER))
    for _ in range(2):
        with pytest.raises(OSError, match="No space left"):
            worker.run_once()
    worker.engine = search_index.engine
    worker.run_once()

    assert search_index.found(q="perhekahvila") == [service]
    assert worker.run_once().rebuilt is None


@pytest.mark.parametrize("damage", ["no folder", "empty file", "garbage", "no documents"])
def test_index_that_cannot_be_read_is_made_anew(search_index, settings, damage):
    service = factories.ServiceFactory()
    search_index.drain()

    current = search_index.engine.generations.current_file
    generation = search_index.engine.generations.current()
    match damage:
        case "no folder":
            generation.rename(generation.with_name("elsewhere"))
        case "empty file":
            current.write_text("")
        case "garbage":
            (generation / "meta.json").write_text("{")
        case "no documents":
            for segment in generation.glob("*.store"):
                segment.unlink()
    turn = Worker(type(search_index.engine)(settings.SEARCH_INDEX_FOLDER)).run_once()

    assert turn.rebuilt.listings == 1
    assert search_index.found() == [service]


def test_index_of_another_database_is_made_anew(search_index):
    search_index.drain()
    with search_index.engine.write() as writer:
        writer.commit(Progress(1_000_000, read_at=timezone.now()).to_json())

    assert search_index.drain().rebuilt is not None
    assert search_index.drain().rebuilt is None


def test_changed_vocabulary_makes_the_index_anew(search_index):
    service = factories.ServiceAttributeFactory().service
    search_index.drain()
    service.attributes.get().term.__class__.objects.update(name_fi="Vertaistuki")

    vocabulary_changed.send(None)
    turn = search_index.drain()

    assert turn.rebuilt is not None
    assert search_index.found(q="vertaistuki") == [service]
    assert search_index.drain().rebuilt is None


def test_rebuild_that_is_asked_for_is_noted_once_and_stays_to_be_done(search_index):
    search_index.drain()
    engine, number = search_index.engine, ask_for_rebuild()
    worker = Worker(engine)

    drained = worker.follow_changes()
    noted = Progress.from_json(engine.state().progress)
    again = worker.follow_changes()
    noted_again = Progress.from_json(engine.state().progress)
    rebuilt = worker.run_once().rebuilt

    assert [each.wants_rebuild for each in (drained, again)] == [True, True]
    assert not any(each.has_changed or each.has_more for each in (drained, again))
    assert (noted.asked, noted.has_done(number)) == (Numbers.of([number]), False)
    assert noted_again == noted
    assert rebuilt
    assert Progress.from_json(engine.state().progress).has_done(number)


# One writer


def test_only_one_holds_the_lock(search_index):
    engine = search_index.engine

    with writer_lock(engine), pytest.raises(TimeoutError), writer_lock(engine):
        pass


class Newer(EmbeddedEngine):
    version = EmbeddedEngine.version + 1


def test_newer_version_makes_its_index_while_the_worker_of_the_one_before_still_works(search_index, settings):
    service = factories.ServiceFactory()
    search_index.drain()
    newer = SearchIndex(Newer(settings.SEARCH_INDEX_FOLDER))

    with writer_lock(search_index.engine), writer_lock(newer.engine):
        rebuilt = Worker(newer.engine).rebuild("an upgrade")
        service.name_fi = "Perhekahvila"
        service.save()
        search_index.drain()

    assert rebuilt.listings == 1
    assert search_index.found(q="perhekahvila") == [service]
    assert newer.found() == [service]


def test_writer_sees_the_newest_index_while_a_request_takes_it_in(search_index, settings):
    """Progress of the index before, written beside the documents of this one, would leave changes out."""
    search_index.drain()
    search_index.search()
    request = search_index.engine.reader.lock
    other_process = type(search_index.engine)(settings.SEARCH_INDEX_FOLDER)

    request.acquire()
    with other_process.rebuild(timezone.localdate()) as writer:
        writer.commit(Progress().to_json())
    threading.Timer(0.3, request.release).start()

    assert search_index.engine.state() == other_process.state()
