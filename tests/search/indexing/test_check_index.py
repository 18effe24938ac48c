"""check_index: says what the index and the database do not agree on, and repairs that and nothing else."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from directory.models import Service
from search.engines import IndexMissing
from search.indexing.outbox import Progress
from search.models import OutboxEntry
from tests import factories
from tests.engines.cast import listing

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db, pytest.mark.usefixtures("now")]

RIGHT = ["embedded: 0 missing", "embedded: 0 extra", "embedded: 0 stale", "embedded: 0 unbuildable"]
ELASTICSEARCH_RIGHT = [line.replace("embedded", "elasticsearch") for line in RIGHT]


@pytest.fixture
def check(capsys):
    """Runs the command: whether it ended well, and the lines it printed."""

    def run(*arguments: str) -> tuple[bool, list[str]]:
        try:
            call_command("check_index", *arguments)
        except CommandError:
            return False, capsys.readouterr().out.splitlines()
        return True, capsys.readouterr().out.splitlines()

    return run


def change_behind_the_back(**values) -> None:
    """A change that writes no row, as somebody at the database's prompt makes one."""
    Service.objects.filter(pk=values.pop("pk")).update(**values)


def versions(search_index) -> dict[int, int]:
    return {entry.service_id: entry.version for entry in search_index.engine.entries()}


def test_index_that_followed_everything_is_right(search_index, check):
    factories.ServiceFactory.create_batch(3)
    search_index.drain()

    assert check() == (True, RIGHT)


def test_changes_that_wait_are_brought_in_first(search_index, check):
    service = factories.ServiceFactory()
    search_index.drain()
    service.name_fi = "Leskenlehti"
    service.save()

    assert check() == (True, RIGHT)
    assert search_index.found(q="leskenlehti") == [service]


def test_missing_extra_and_stale_listings_are_named(search_index, check):
    missing, extra, stale, gone, _right = factories.ServiceFactory.create_batch(5)
    change_behind_the_back(pk=missing.pk, live=False)
    search_index.drain()

    change_behind_the_back(pk=missing.pk, live=True)
    change_behind_the_back(pk=extra.pk, live=False)
    change_behind_the_back(pk=stale.pk, name_so="Makhaayad")
    Service.objects.filter(pk=gone.pk)._raw_delete("default")

    assert check() == (
        False,
        [
            f"embedded: 1 missing: {missing.pk}",
            f"embedded: 2 extra: {extra.pk}, {gone.pk}",
            f"embedded: 1 stale: {stale.pk}",
            "embedded: 0 unbuildable",
        ],
    )


def test_repair_writes_what_differs_and_nothing_else(search_index, check):
    extra, stale, right = factories.ServiceFactory.create_batch(3)
    search_index.drain()
    before = versions(search_index)
    change_behind_the_back(pk=extra.pk, live=False)
    change_behind_the_back(pk=stale.pk, name_fi="Leskenlehti")

    is_right, lines = check("--repair")

    assert is_right
    assert lines[4:] == ["embedded: 2 listings are written anew.", *RIGHT]
    after = versions(search_index)
    assert after.keys() == {stale.pk, right.pk}
    assert after[right.pk] == before[right.pk]
    assert after[stale.pk] > before[stale.pk]
    assert search_index.found(q="leskenlehti") == [stale]


def test_repair_of_one_index_writes_what_differs_there_and_nothing_else(
    search_index, elasticsearch_index, check
):
    """The other index is right, and stays as it is but for those rows."""
    missing, stale, right = factories.ServiceFactory.create_batch(3, name_fi="Perhekahvila")
    for index in (search_index, elasticsearch_index):
        index.drain()
    before = versions(elasticsearch_index)
    later = Progress.from_json(elasticsearch_index.engine.state().progress).later()
    extra = right.pk + 1
    with elasticsearch_index.engine.write() as writer:
        writer.remove([missing.pk], version=later.version)
        writer.put([listing(stale.pk, "leskenlehti"), listing(extra)], version=later.version)
        writer.commit(later.to_json())

    is_right, lines = check("--repair")

    assert is_right
    assert lines == [
        *RIGHT,
        f"elasticsearch: 1 missing: {missing.pk}",
        f"elasticsearch: 1 extra: {extra}",
        f"elasticsearch: 1 stale: {stale.pk}",
        "elasticsearch: 0 unbuildable",
        "elasticsearch: 3 listings are written anew.",
        *ELASTICSEARCH_RIGHT,
    ]
    after = versions(elasticsearch_index)
    assert after.keys() == {missing.pk, stale.pk, right.pk}
    assert after[right.pk] == before[right.pk]
    assert min(after[missing.pk], after[stale.pk]) > later.version
    assert set(elasticsearch_index.found(q="perhekahvila")) == {missing, stale, right}


def test_repair_of_a_right_index_writes_nothing(search_index, check):
    factories.ServiceFactory()
    search_index.drain()
    rows = OutboxEntry.objects.count()

    assert check("--repair") == (True, RIGHT)
    assert OutboxEntry.objects.count() == rows


def test_listings_of_many_batches_are_compared(search_index, check):
    services = factories.ServiceFactory.create_batch(410, organization=factories.OrganizationFactory())
    search_index.drain()
    wrong = [services[number] for number in (0, 199, 200, 409)]
    for service in wrong:
        change_behind_the_back(pk=service.pk, name_sv="Kaffestuga")

    _is_right, lines = check()

    assert lines[2] == f"embedded: 4 stale: {', '.join(str(each.pk) for each in wrong)}"


def test_without_an_index_it_says_what_helps(search_index, check):
    assert check("--repair") == (False, ["embedded: there is no index. Run manage.py rebuild_index."])
    with pytest.raises(IndexMissing):
        next(search_index.engine.entries())


def test_change_that_was_lost_is_found_and_repaired(search_index, check):
    """As when a disk was restored: the index says that it has rows whose documents it does not have."""
    service = factories.ServiceFactory(name_fi="Perhekahvila")
    search_index.drain()
    later = Progress.from_json(search_index.engine.state().progress).later()
    with search_index.engine.write() as writer:
        writer.remove([service.pk], version=later.version)
        writer.commit(later.to_json())

    assert check()[0] is False
    assert check("--repair")[0] is True
    assert search_index.found(q="perhekahvila") == [service]
