"""What cannot be indexed is set aside with its error and shown to operators; nothing else waits for it."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from directory.models import Service
from directory.signals import listing_changed
from search.engines import DocumentsRefused
from search.engines.embedded import EmbeddedEngine
from search.indexing.rebuild import rebuild
from search.models import FailedListing, FailedRow, OutboxEntry
from tests import factories
from tests.plugins.search import SearchIndex

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db, pytest.mark.usefixtures("now")]


def break_document(service: Service) -> None:
    """No form lets such a value in; an import once did."""
    Service.objects.filter(pk=service.pk).update(languages=7)
    listing_changed.send(Service, service_id=service.pk)


def write_unknown_row() -> None:
    """As a newer version of the product does while this one still works."""
    OutboxEntry.objects.create(kind="playground", object_id=5)


def test_row_that_nobody_understands_is_set_aside_and_later_ones_go_on(search_index, caplog):
    search_index.drain()
    write_unknown_row()
    service = factories.ServiceFactory()

    search_index.drain()
    turn = search_index.drain()

    assert search_index.found() == [service]
    assert (turn.drained.rows, turn.drained.has_more) == (0, False)
    failed = FailedRow.objects.get()
    assert (failed.kind, failed.object_id) == ("playground", 5)
    assert f"Row {failed.number} of the outbox is not followed: KeyError('playground')" in caplog.text


def test_row_is_forgotten_once_everything_was_read_anew(search_index):
    search_index.drain()
    write_unknown_row()
    search_index.drain()

    OutboxEntry.objects.create(kind="rebuild")
    search_index.drain()
    before = FailedRow.objects.count()
    FailedRow.objects.update(failed_at=timezone.now() - timedelta(minutes=1))
    OutboxEntry.objects.create(kind="rebuild")
    search_index.drain()

    assert (before, FailedRow.objects.count()) == (1, 0)


def test_broken_listing_is_not_found_by_a_place_that_became_secret(search_index):
    location = factories.LocationFactory(postal_code="00930")
    service = factories.ServiceAtLocationFactory(location=location).service
    search_index.drain()
    assert search_index.found(postal_code="00930") == [service]

    break_document(service)
    location.is_address_hidden = True
    location.save()
    search_index.drain()

    assert search_index.search(postal_code="00930").total == 0
    assert FailedListing.objects.get().service_id == service.pk


class Picky(EmbeddedEngine):
    """An engine that does not take every document, as one with a strict mapping does."""

    refuses = ""

    @contextmanager
    def rebuild(self, built_for):
        with super().rebuild(built_for) as writer:
            yield self._picky(writer)

    @contextmanager
    def write(self):
        with super().write() as writer:
            yield self._picky(writer)

    def _picky(self, writer):
        put, commit, refused = writer.put, writer.commit, {}

        def put_others(documents, **options):
            refused.update({each.id: "too long" for each in documents if each.label.code == self.refuses})
            put([each for each in documents if each.id not in refused], **options)

        def commit_others(*arguments, **options):
            if refused:
                reasons = dict(refused)
                refused.clear()
                raise DocumentsRefused(reasons)
            commit(*arguments, **options)

        writer.put, writer.commit = put_others, commit_others
        return writer


@pytest.fixture
def picky(search_index, settings):
    return Picky(settings.SEARCH_INDEX_FOLDER)


def test_document_that_the_engine_refuses_is_set_aside_and_others_go_on(search_index, picky):
    picky.refuses = "bad"
    search_index.drain()
    bad, good = factories.ServiceFactory(slug="bad"), factories.ServiceFactory()

    SearchIndex(picky).drain()

    assert search_index.found() == [good]
    failed = FailedListing.objects.get()
    assert (failed.service_id, failed.error) == (bad.pk, "too long")
    assert SearchIndex(picky).drain().drained.rows == 0


def test_document_that_the_engine_refuses_does_not_stop_a_rebuild(search_index, picky):
    picky.refuses = "bad"
    _bad, good = factories.ServiceFactory(slug="bad"), factories.ServiceFactory()

    rebuilt = rebuild(picky, now=timezone.now(), consumer="test")

    assert rebuilt.listings == 1
    assert search_index.found() == [good]


def test_operators_see_what_is_set_aside(search_index, capsys):
    service, broken = factories.ServiceFactory.create_batch(2)
    search_index.drain()
    write_unknown_row()
    break_document(broken)
    search_index.drain()

    call_command("check_index")

    printed = capsys.readouterr().out
    assert f"embedded: 1 unbuildable: {broken.pk}\n" in printed
    assert "Set aside: " in printed
    assert "playground 5 in embedded v" in printed
    assert f"Set aside: {broken.pk} in embedded v" in printed
    assert f"{service.pk} in" not in printed
