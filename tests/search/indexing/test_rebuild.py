"""A new index takes the place of the old one: whole, with all that changed meanwhile, or not at all."""

import re
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from config.elasticsearch_address import Elasticsearch
from directory.choices import Standing
from directory.signals import vocabulary_changed
from search.duties.worker import Worker, writer_lock
from search.engines import get_engines
from search.engines.embedded import EmbeddedEngine
from search.indexing.consumers import say_seen
from search.indexing.rebuild import IncompleteIndex, Rebuilt, rebuild
from search.management.commands import rebuild_index
from search.models import Consumer
from tests import factories

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db, pytest.mark.usefixtures("now")]


def do_rebuild(search_index, between=lambda: None) -> Rebuilt:
    """Make the index anew, with something that happens after each batch."""
    return rebuild(
        search_index.engine, now=timezone.now(), consumer="test", between=lambda _done, _total: between()
    )


def test_change_that_arrives_during_a_rebuild_is_in_the_new_index(search_index):
    service = factories.ServiceFactory(name_fi="Perhekahvila")
    search_index.drain()

    def rename():
        service.name_fi = "Leskenlehti"
        service.save()

    do_rebuild(search_index, rename)

    assert search_index.found(q="leskenlehti") == [service]
    assert search_index.found(q="perhekahvila") == []


def test_what_disappears_during_a_rebuild_does_not_come_back_with_the_new_index(search_index):
    withdrawn, deleted, suspended, kept = factories.ServiceFactory.create_batch(4)
    search_index.drain()
    found = []

    def disappear():
        withdrawn.unpublish()
        deleted.delete()
        suspended.organization.standing = Standing.SUSPENDED
        suspended.organization.save()
        Worker(search_index.engine).follow_changes()
        Worker(search_index.engine).follow_changes()
        found.append(search_index.found())

    rebuilt = do_rebuild(search_index, disappear)

    assert found == [[kept]]
    assert search_index.found() == [kept]
    assert rebuilt.listings == 1


def test_many_changes_that_arrive_during_a_rebuild_are_all_in_the_new_index(search_index):
    organization = factories.OrganizationFactory()
    factories.ServiceFactory.create_batch(410, organization=organization)
    search_index.drain()
    names = ["Kotoportti"]

    def rename_once():
        if names:
            organization.name_fi = names.pop()
            organization.save()

    do_rebuild(search_index, rename_once)

    assert search_index.search(q="kotoportti").total == 410


def test_changes_are_visible_while_the_index_is_made_anew(search_index):
    service = factories.ServiceFactory(name_fi="Perhekahvila")
    search_index.drain()
    found = []

    def rename_and_look():
        service.name_fi = "Leskenlehti"
        service.save()
        Worker(search_index.engine).follow_changes()
        found.extend(search_index.found(q="leskenlehti"))

    do_rebuild(search_index, rename_and_look)

    assert found == [service]
    assert search_index.found(q="leskenlehti") == [service]


def test_vocabulary_that_changes_during_a_rebuild_asks_for_another(search_index):
    factories.ServiceFactory()
    search_index.drain()

    do_rebuild(search_index, lambda: vocabulary_changed.send(None))

    assert search_index.drain().rebuilt is not None
    assert search_index.drain().rebuilt is None


def test_rebuild_that_fails_leaves_the_old_index_serving(search_index):
    service = factories.ServiceFactory(name_fi="Perhekahvila")
    search_index.drain()
    generation = search_index.engine.state().generation

    with pytest.raises(ZeroDivisionError):
        do_rebuild(search_index, lambda: 1 / 0)

    assert search_index.engine.state().generation == generation
    assert search_index.found(q="perhekahvila") == [service]


def test_rebuild_in_many_batches_has_every_listing(search_index):
    factories.ServiceFactory.create_batch(405, organization=factories.OrganizationFactory())
    batches = []

    rebuilt = do_rebuild(search_index, lambda: batches.append(1))

    assert len(batches) == 3
    assert rebuilt.listings == search_index.search().total == 405


class Forgetful(EmbeddedEngine):
    """An engine that loses one of the documents it is given to fill a new index."""

    @contextmanager
    def rebuild(self, built_for):
        with super().rebuild(built_for) as writer:
            put = writer.put
            writer.put = lambda documents, **options: put(documents[1:], **options)
            yield writer


def test_index_that_lost_a_listing_never_serves(search_index, settings):
    services = factories.ServiceFactory.create_batch(3)
    search_index.drain()
    generation = search_index.engine.state().generation

    with pytest.raises(IncompleteIndex, match="2 listings in the new index, 3 put"):
        rebuild(Forgetful(settings.SEARCH_INDEX_FOLDER), now=timezone.now(), consumer="test")

    assert search_index.engine.state().generation == generation
    assert {each.pk for each in search_index.found()} == {each.pk for each in services}


def test_rebuild_that_failed_is_not_tried_again_at_once_and_changes_go_on(search_index, settings):
    service = factories.ServiceFactory()
    search_index.drain()
    worker = Worker(Forgetful(settings.SEARCH_INDEX_FOLDER))
    vocabulary_changed.send(None)

    with pytest.raises(IncompleteIndex):
        worker.run_once()
    service.name_fi = "Leskenlehti"
    service.save()
    turn = worker.run_once()

    assert (turn.drained.listings, turn.rebuilt) == (1, None)
    assert search_index.found(q="leskenlehti") == [service]


# Command


def test_command_makes_the_index_anew(search_index, capsys):
    service = factories.ServiceFactory()

    call_command("rebuild_index")

    assert re.fullmatch(r"1 listings indexed in \d+\.\d s \(embedded\)\n", capsys.readouterr().out)
    assert search_index.found() == [service]


def test_command_makes_the_index_in_elasticsearch_anew_beside_the_other(elasticsearch_index, capsys):
    service = factories.ServiceFactory()
    call_command("rebuild_index")
    before = [engine.state().generation for engine in get_engines()]

    call_command("rebuild_index", "--engine", "elasticsearch")

    after = [engine.state().generation for engine in get_engines()]
    assert re.findall(r"1 listings indexed in \d+\.\d s \((\w+)\)\n", capsys.readouterr().out) == [
        "embedded",
        "elasticsearch",
        "elasticsearch",
    ]
    assert (after[0] == before[0], after[1] == before[1]) == (True, False)
    indices = elasticsearch_index.engine.client.indices
    assert list(indices.get(index=f"{elasticsearch_index.engine.alias}-*", features="aliases")) == [after[1]]
    assert elasticsearch_index.found() == [service]


def test_command_knows_the_engines_that_there_are(search_index):
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("rebuild_index", "--engine", "nothing")


def test_command_makes_the_other_index_anew_and_says_which_engine_is_away(search_index, settings):
    service = factories.ServiceFactory()
    settings.ELASTICSEARCH = Elasticsearch(url="http://127.0.0.1:9")

    with pytest.raises(CommandError, match="index of elasticsearch was not made anew"):
        call_command("rebuild_index")

    assert search_index.found() == [service]


def test_command_says_whom_it_waits_for(search_index, settings, capsys, monkeypatch):
    settings.ELASTICSEARCH = Elasticsearch(url="http://127.0.0.1:9")
    monkeypatch.setattr(rebuild_index, "PATIENCE", 0.5)
    *_, elasticsearch = get_engines()

    with writer_lock(elasticsearch), pytest.raises(CommandError, match="in time"):
        call_command("rebuild_index", "--engine", "elasticsearch")

    assert capsys.readouterr().out.count("Waiting for elasticsearch: ") == 1


def test_command_says_how_far_it_is(search_index, capsys, monkeypatch):
    monkeypatch.setattr(rebuild_index, "EVERY", 0)
    factories.ServiceFactory.create_batch(205, organization=factories.OrganizationFactory())

    call_command("rebuild_index")

    assert capsys.readouterr().out.splitlines()[:2] == [
        "200 of 205 listings (embedded)",
        "205 of 205 listings (embedded)",
    ]


def test_command_says_how_far_the_server_is_that_does_it(search_index, capsys, monkeypatch):
    monkeypatch.setattr(rebuild_index, "PATIENCE", 1)
    monkeypatch.setattr(rebuild_index, "EVERY", 0)
    worker = Worker(search_index.engine)
    say_seen(worker.consumer, timezone.now(), done=200, total=405)

    with writer_lock(search_index.engine), pytest.raises(CommandError, match="in time"):
        call_command("rebuild_index")

    assert capsys.readouterr().out.splitlines() == [
        "A running server makes the index anew.",
        "200 of 405 listings (embedded)",
    ]


def test_worker_tells_how_far_it_is_for_as_long_as_it_makes_the_index_anew(search_index):
    factories.ServiceFactory.create_batch(205, organization=factories.OrganizationFactory())
    worker, told = Worker(search_index.engine), []

    def look(*_done_and_total):
        consumer = Consumer.objects.get(name=worker.consumer)
        told.append((consumer.done, consumer.total))

    worker.rebuild("a test", look)
    worker.run_once()
    look()

    assert told[-3:] == [(200, 205), (200, 205), (0, 0)]
