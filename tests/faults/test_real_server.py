"""A real Elasticsearch hangs, dies, is full, slow or emptied: readers find the same, and nothing is lost.

One server serves all of it: a start takes ten seconds.
"""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

import pytest
from django.utils import timezone

import elasticsearch_ways
from config.elasticsearch_address import Elasticsearch
from directory import actions
from directory.models import Service
from elasticsearch_ways import Server
from search.duties.worker import Worker
from search.engines import EngineAway, get_engine
from search.engines.elastic.connecting import READING
from search.indexing.differences import find_differences
from search.indexing.outbox import ask_for_rebuild
from tests.cast import place, walk_in
from tests.directory.lives import published
from tests.factories import UserFactory
from tests.faults.proxy import DRIPPING_ON, SLOW, Proxy
from tests.plugins.elasticsearch import do_without
from tests.plugins.pages import Page

pytestmark = pytest.mark.django_db

#: Seconds for the first page: the two that are waited for Elasticsearch, and the reserve's
FIRST_ANSWER = 2.5
#: Seconds for which nothing more is asked of it: as long as that page may take
BREAKER = FIRST_ANSWER - READING
#: Seconds for a page from then on, and for publishing, beside what each takes by itself on a busy machine
NEXT_ANSWER, PUBLISHING = 0.3, 1.0


@pytest.fixture(scope="module")
def server():
    with elasticsearch_ways.server() as found:
        if found is None:
            do_without()
        yield found


@pytest.fixture
def proxy(server):
    found = Proxy(server.url)
    yield found
    found.end()


@dataclass(frozen=True)
class Site:
    """A site with three listings in both indexes, and what can happen to its Elasticsearch."""

    server: Server
    proxy: Proxy
    #: Opens pages
    reader: Callable[[str], Page]

    @property
    def engine(self):
        return get_engine()

    @property
    def indices(self):
        return self.engine.first.client.options(request_timeout=30).indices

    def found(self) -> tuple[list[int], int, dict, bool]:
        """Ids, count and facets of a page of results, and whether it says that the reserve answers."""
        page = self.reader("/en/search/?q=kerho")
        results = page.response.context["page"].results
        ids = [hit.service_id for hit in results.hits]
        assert len(page.texts(".card__name")) == len(ids)
        return ids, results.total, results.facets, "runs on its reserve" in page.text

    def found_in_elasticsearch(self) -> tuple[list[int], int, dict, bool]:
        """The same as soon as the breaker lets a question through."""
        end = time.monotonic() + 10 * BREAKER
        while (found := self.found())[-1] and time.monotonic() < end:
            pass
        return found

    def drain_reserve(self) -> None:
        _drain(self.engine.second)

    def drain(self) -> bool:
        """Bring the changes into Elasticsearch; returns whether it had to be made anew."""
        return _drain(self.engine.first)


@pytest.fixture
def site(server, proxy, reader, settings, tmp_path):
    settings.SEARCH_INDEX_FOLDER = tmp_path / "index"
    settings.ELASTICSEARCH = Elasticsearch(url=proxy.url, index=tmp_path.name.replace("_", "-"))
    for name in ("Läksykerho", "Shakkikerho", "Kuorokerho"):
        walk_in(place("malmi"), name_fi=name)
    found = Site(server, proxy, reader)
    found.engine.breakers.default_ttl = BREAKER
    found.drain_reserve()
    found.drain()
    yield found
    found.engine.first.client.close()


@contextmanager
def nothing_asked_of(proxy, *, within: float):
    """Whatever is done meanwhile waits for no answer of Elasticsearch, nor for anything else."""
    asked, began = proxy.asked, time.monotonic()
    yield
    assert time.monotonic() - began < within
    assert proxy.asked == asked


def timed(act):
    """What it gives, and the seconds that it took."""
    began = time.monotonic()
    return act(), time.monotonic() - began


def publish(staff) -> int:
    return published(staff, name_fi="Pelikerho").pk


def publish_another(staff) -> None:
    """And take it back: as long as it takes by itself."""
    actions.withdraw(Service.objects.get(pk=publish(staff)), staff)


def _drain(engine) -> bool:
    turn = Worker(engine).run_once()
    while turn.drained.has_more:
        turn = Worker(engine).run_once()
    return turn.rebuilt is not None


# What happens to it


@contextmanager
def hanging(site):
    site.server.stop_answering()
    try:
        yield
    finally:
        site.server.go_on()


@contextmanager
def killed_while_it_is_rebuilt(site):
    def kill(_done, _total):
        site.server.kill()

    with pytest.raises(EngineAway):
        Worker(site.engine.first).rebuild("to be killed", kill)
    try:
        yield
    finally:
        site.server.start()


@contextmanager
def write_protected(site):
    """As it does itself when the disk is nearly full."""
    block = "index.blocks.read_only_allow_delete"
    site.indices.put_settings(index=site.engine.first.alias, settings={block: True})
    walk_in(place("malmi"), name_fi="Kuka tietää")
    with pytest.raises(EngineAway, match="block"):
        site.drain()
    yield
    site.indices.put_settings(index=site.engine.first.alias, settings={block: None})


@contextmanager
def closed(site):
    """By somebody, behind our back: the server answers, and says no more of its index."""
    index = site.engine.first.state().generation
    site.indices.close(index=index)
    yield
    # One that was made anew meanwhile has taken its place
    site.indices.open(index=index, ignore_unavailable=True, allow_no_indices=True)


@contextmanager
def without_its_index(site):
    site.indices.delete(index=site.engine.first.state().generation)
    yield


@contextmanager
def without_its_alias(site):
    site.indices.delete_alias(index=site.engine.first.state().generation, name=site.engine.first.alias)
    yield


def broken(kind: str) -> Callable[[Site], AbstractContextManager]:
    """It, or what stands before it, answers in one of the ways of the proxy."""

    @contextmanager
    def fault(site):
        site.proxy.fault = kind
        yield
        site.proxy.mend()

    fault.__name__ = kind.replace(" ", "_")
    return fault


LOST = (without_its_index, without_its_alias)
BROKEN = [
    broken(kind)
    for kind in ("refused", "unavailable", "garbage", "something else", "cut off", SLOW, DRIPPING_ON)
]


@pytest.mark.parametrize(
    "fault",
    [hanging, write_protected, closed, *LOST, killed_while_it_is_rebuilt, *BROKEN],
    ids=lambda fault: fault.__name__,
)
def test_readers_find_what_they_found_and_what_changed_while_elasticsearch_is(site, fault):
    staff = UserFactory(is_superuser=True)
    _none, own_time_of_publishing = timed(lambda: publish_another(staff))
    site.found()
    usual, own_time = timed(site.found)
    assert not usual[-1]
    first, *others = usual[0]

    with fault(site):
        meanwhile, waited = timed(site.found)
        with nothing_asked_of(site.proxy, within=PUBLISHING + own_time_of_publishing):
            new = publish(staff)
            actions.withdraw(Service.objects.get(pk=first), staff)
        site.drain_reserve()
        site.engine.look()
        with nothing_asked_of(site.proxy, within=NEXT_ANSWER + own_time):
            changed = site.found()

    others_now = sorted([*others, new])
    assert meanwhile[:3] == usual[:3]
    # Not once for each question, nor again after the first: the limit is for the whole page
    assert waited < FIRST_ANSWER
    assert sorted(changed[0]) == others_now
    assert changed[1] == len(others_now)
    assert changed[-1]
    _check_it_catches_up(site, changed, is_lost=fault in LOST)


def _check_it_catches_up(site, expected, *, is_lost: bool) -> None:
    """Nothing that happened meanwhile is missing; made anew only where the index was gone."""
    site.engine.look()
    assert site.found()[-1] or is_lost

    assert site.drain() == is_lost
    site.engine.look()

    assert site.found_in_elasticsearch() == (*expected[:3], False)
    assert not find_differences(site.engine.first, today=timezone.localdate()).repairable


@pytest.mark.parametrize("fault", [write_protected, closed], ids=lambda fault: fault.__name__)
@pytest.mark.parametrize("when", ["asked for", "by command"])
def test_index_that_takes_no_changes_is_made_anew_on_request(site, when, fault):
    with fault(site):
        site.drain_reserve()
        if when == "asked for":
            ask_for_rebuild()
            assert site.drain()
        else:
            Worker(site.engine.first).rebuild(when)
        site.engine.look()

        assert not site.found_in_elasticsearch()[-1]
        assert site.engine.first.state().services == Service.objects.count()
        assert not find_differences(site.engine.first, today=timezone.localdate()).repairable


def test_index_that_tells_nothing_is_made_anew_once_for_each_request(site):
    ask_for_rebuild()
    worker = Worker(site.engine.first)
    while worker.run_once().drained.has_more:
        pass
    assert not worker.run_once().rebuilt

    with closed(site):
        with pytest.raises(EngineAway, match="index_closed"):
            worker.run_once()
        ask_for_rebuild()

        assert worker.run_once().rebuilt
        assert not worker.run_once().rebuilt
