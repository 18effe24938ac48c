"""Elasticsearch is away, broken or behind: readers get the same answers, with what changed meanwhile."""

import logging
import time
from dataclasses import replace
from datetime import timedelta

import pytest

from directory.signals import vocabulary_changed
from search import failover as module
from search.duties.worker import Worker
from search.engines import get_engine
from search.engines.elastic.engine import ElasticEngine
from search.engines.embedded import EmbeddedEngine
from search.engines.patience import one_reader
from search.failover import FailoverEngine
from search.indexing.outbox import NONE, Kind, Progress, Row, ask_for_rebuild, numbers_of
from search.models import OutboxEntry
from tests.cast import place, walk_in
from tests.engines.cast import change, fill, listing, search
from tests.faults.proxy import DRIPPING_ON, FAULTS, LATE, NOT_WHOLE, SLOW, Proxy

#: Seconds for the first answer: the two that are waited for Elasticsearch, and the reserve's
FIRST_ANSWER = 2.5


@pytest.fixture
def proxy(elasticsearch_url):
    found = Proxy(elasticsearch_url)
    yield found
    found.end()


@pytest.fixture
def engine(proxy, elasticsearch_address, tmp_path):
    """Elasticsearch behind the proxy, and the embedded engine, with the same listings."""
    elastic = ElasticEngine(replace(elasticsearch_address, url=proxy.url), tmp_path / "elastic")
    embedded = EmbeddedEngine(tmp_path / "embedded")
    for each in (elastic, embedded):
        fill(each, [listing(1, "kerho"), listing(2, "kerho")], progress=done(7))
    yield FailoverEngine(elastic, embedded)
    elastic.client.close()


@pytest.fixture
def site(search_index, settings, elasticsearch_address, proxy):
    """A site with a listing in both indexes, whose Elasticsearch is behind the proxy. Nobody watches it."""
    walk_in(place("malmi"), name_fi="Perhekahvila")
    search_index.drain()
    settings.ELASTICSEARCH = replace(elasticsearch_address, url=proxy.url)
    Worker(get_engine().first).run_once()
    yield get_engine()
    get_engine().first.client.close()


def done(*rows: int) -> dict:
    return {"watermark": 0, "done": list(rows), "read_at": None}


def found(engine) -> tuple[list[int], bool]:
    results = search(engine, q="kerho")
    return [hit.service_id for hit in results.hits], results.is_from_reserve


def timed(reader, path):
    """A page, and the seconds until it came."""
    began = time.monotonic()
    return reader(path), time.monotonic() - began


def warnings_in(caplog) -> list[str]:
    named = [record for record in caplog.records if record.name == module.__name__]
    return [record.message for record in named if record.levelno == logging.WARNING]


@pytest.mark.parametrize("fault", [*FAULTS, *NOT_WHOLE])
def test_readers_are_answered_from_the_reserve_with_what_changed_meanwhile(engine, proxy, fault):
    assert found(engine) == ([1, 2], False)

    proxy.fault = fault
    change(engine.second, [listing(3, "kerho")], removed=[1], progress=done(7, 8))

    assert found(engine) == ([2, 3], True)
    assert engine.suggest("ker", "fi") == engine.second.suggest("ker", "fi") != []
    assert engine.state() == engine.second.state()


@pytest.mark.parametrize("fault", FAULTS)
def test_watcher_sees_every_fault(engine, proxy, fault):
    engine.look()
    assert not engine.is_out

    proxy.fault = fault
    engine.look()

    assert engine.is_out


def test_connection_that_broke_is_tried_once_more(engine, proxy):
    proxy.faults = ["refused"]
    first = found(engine)
    proxy.faults = ["refused", "refused"]

    assert first == ([1, 2], False)
    assert found(engine) == ([1, 2], True)


def test_engine_that_has_failed_is_not_asked_for_a_while(engine, proxy):
    proxy.fault = "unavailable"
    found(engine)
    asked = proxy.asked

    for _ in range(5):
        assert found(engine) == ([1, 2], True)

    assert proxy.asked == asked


def test_engine_is_asked_again_after_a_while(engine, proxy, monkeypatch):
    engine.breakers.default_ttl = 0.01
    proxy.fault = "unavailable"
    found(engine)
    proxy.fault = ""

    results = [found(engine)[1]]
    while results[-1] and len(results) < 1_000:
        results.append(found(engine)[1])

    assert not results[-1]


def test_watched_engine_is_asked_by_readers_only_when_it_is_back_and_has_caught_up(engine, proxy):
    proxy.fault = "unavailable"
    engine.look()
    asked = proxy.asked
    assert found(engine) == ([1, 2], True)
    assert proxy.asked == asked
    change(engine.second, [listing(3, "kerho")], progress=done(7, 8))

    proxy.fault = ""
    engine.look()
    behind = found(engine)
    change(engine.first, [listing(3, "kerho")], progress=done(7, 8))
    engine.look()

    assert behind == ([1, 2, 3], True)
    assert found(engine) == ([1, 2, 3], False)


def test_engine_that_lacks_an_old_change_is_not_asked_whatever_newer_ones_it_has(engine, now):
    """Those of shared objects may wait for long; the reserve does not name one by one what is old."""
    long_ago = now - timedelta(hours=1)
    older, newer = (Row(number, Kind.LOCATION, number, long_ago) for number in (8, 9))
    lacking = Progress(7).after([newer], now, stop=older.number).lacking(numbers_of([older]), asked=NONE)
    for each, progress in (
        (engine.first, lacking),
        (engine.second, Progress(7).after([older, newer], now, None)),
    ):
        change(each, progress=progress.to_json())

    engine.look()

    assert engine.is_out


@pytest.mark.parametrize("lost", ["index", "alias"])
def test_index_that_somebody_deleted_is_stood_in_for_until_it_is_made_anew(engine, lost):
    indices, index = engine.first.client.indices, engine.first.state().generation
    if lost == "index":
        indices.delete(index=index)
    else:
        indices.delete_alias(index=index, name=engine.first.alias)

    meanwhile = found(engine)
    fill(engine.first, [listing(1, "kerho"), listing(2, "kerho")], progress=done(7))

    assert meanwhile == ([1, 2], True)
    assert found(engine) == ([1, 2], False)


def test_turn_is_said_once_and_so_is_the_way_back(engine, proxy, caplog):
    for proxy.fault in ("unavailable", "unavailable", "", ""):
        engine.look()

    assert [line.partition(":")[0] for line in warnings_in(caplog)] == [
        "Search turns from elasticsearch to embedded",
        "Search turns back to elasticsearch.",
    ]


def test_engine_that_lacks_changes_is_no_warning_until_it_is_away(engine, proxy, caplog):
    change(engine.second, [listing(3, "kerho")], progress=done(7, 8))
    engine.look()
    behind = warnings_in(caplog)

    proxy.fault = "unavailable"
    engine.look()

    assert behind == []
    assert len(warnings_in(caplog)) == 1


def test_watcher_tells_how_the_engine_was_without_asking_it_again(engine, proxy):
    engine.follow()
    while not engine.watcher.has_looked:
        time.sleep(0.01)
    engine.watcher.end()
    expected, asked = engine.first.state(), proxy.asked

    seen = engine.state_of_first()

    assert seen == expected
    assert proxy.asked == asked


@pytest.mark.django_db
@pytest.mark.usefixtures("now")
def test_readiness_is_not_asked_of_a_server_that_hangs(
    client, reader, search_index, settings, elasticsearch_address, proxy
):
    """Who watches asks each second, and readers are answered."""
    search_index.drain()
    settings.ELASTICSEARCH = replace(elasticsearch_address, url=proxy.url)
    proxy.fault = "hanging"
    reader("/en/search/")
    asked = proxy.asked

    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert "The index of elasticsearch cannot answer." in answer.json()["warnings"]
    assert proxy.asked == asked


@pytest.mark.django_db
def test_changes_that_an_engine_lacks_are_counted_while_it_is_away(now, site, client, proxy):
    """From what it had when it answered last."""
    client.get("/readyz")
    proxy.fault = "unavailable"
    OutboxEntry.objects.create(kind="service", object_id=1, created_at=now - timedelta(seconds=90))

    answer = client.get("/readyz").json()

    of_elasticsearch = answer["engines"][1]
    assert (of_elasticsearch["can_answer"], of_elasticsearch["listings"]) == (False, 1)
    assert (of_elasticsearch["waiting"], of_elasticsearch["waiting_seconds"]) == (1, 90.0)
    assert "1 changes wait for elasticsearch, the oldest 90 s." in answer["warnings"]


@pytest.mark.django_db
def test_page_says_that_the_reserve_answers(now, reader, search_index, settings, elasticsearch_address):
    walk_in(place("malmi"), name_fi="Perhekahvila")
    search_index.drain()
    usual = reader("/en/search/?q=perhekahvila")

    settings.ELASTICSEARCH = replace(elasticsearch_address, url="http://127.0.0.1:9")
    page = reader("/en/search/?q=perhekahvila")

    assert page.texts(".card__name") == usual.texts(".card__name") == ["Perhekahvila"]
    assert "runs on its reserve" in page.text
    assert "runs on its reserve" not in usual.text
    assert reader("/en/").response.status_code == 200


# While the index is made anew


@pytest.fixture
def turned_away_while_rebuilt(site):
    """Call it for whether readers were turned away while Elasticsearch was made anew, once per look.

    What is given is done at the first of them.
    """

    def rebuild(act=lambda: None) -> list[bool]:
        acts, seen = [act], []

        def look(_done, _total):
            if acts:
                acts.pop()()
            site.look()
            seen.append(site.is_out)

        worker = Worker(site.first)
        worker.follow_changes()
        worker.rebuild("asked for", look)
        return seen

    return rebuild


@pytest.mark.django_db
@pytest.mark.usefixtures("now")
def test_rebuild_that_somebody_asked_for_turns_nobody_away(site, turned_away_while_rebuilt):
    """That of the embedded index is done long before."""
    ask_for_rebuild()
    made_anew = Worker(site.second).run_once().rebuilt

    turned_away = turned_away_while_rebuilt()

    assert made_anew
    assert turned_away
    assert not any(turned_away)


@pytest.mark.django_db
def test_rebuild_turns_nobody_away_when_its_row_is_an_old_one(now, site, turned_away_while_rebuilt):
    """The reserve's progress does not name old rows one by one."""
    ask_for_rebuild()
    OutboxEntry.objects.update(created_at=now - timedelta(hours=1))
    Worker(site.second).run_once()

    assert not any(turned_away_while_rebuilt())


@pytest.mark.django_db
@pytest.mark.usefixtures("now")
def test_change_that_only_the_reserve_has_turns_readers_away_while_the_index_is_made_anew(
    site, turned_away_while_rebuilt
):
    def only_the_reserve_follows():
        walk_in(place("malmi"), name_fi="Perhekahvila")
        Worker(site.second).follow_changes()

    ask_for_rebuild()
    Worker(site.second).run_once()

    first, *_others = turned_away_while_rebuilt(only_the_reserve_follows)

    assert first


@pytest.mark.django_db
@pytest.mark.usefixtures("now")
def test_rebuild_that_brings_a_new_vocabulary_turns_readers_away_until_it_is_done(
    site, turned_away_while_rebuilt
):
    vocabulary_changed.send(None)
    Worker(site.second).run_once()

    turned_away = turned_away_while_rebuilt()
    site.look()

    assert all(turned_away)
    assert not site.is_out


# How long a reader waits


@pytest.mark.django_db
@pytest.mark.usefixtures("now", "site")
@pytest.mark.parametrize("path", ["/fi/", "/fi/today/", "/fi/search/?q=perhekahvila"])
@pytest.mark.parametrize("fault", [SLOW, LATE])
def test_page_waits_for_elasticsearch_once_whatever_it_asks_of_it(reader, proxy, path, fault):
    usual = reader(path)
    _page, own_time = timed(reader, path)
    # So that one answer comes in time also where the server itself takes a while for it, and two do not
    proxy.fault, proxy.seconds = fault, 1.6

    page, waited = timed(reader, path)

    # On a busy machine what the page takes by itself is no small part
    assert waited < FIRST_ANSWER + own_time
    assert page.text.count("Perhekahvila") == usual.text.count("Perhekahvila") > 0


@pytest.mark.django_db
@pytest.mark.usefixtures("now", "site")
def test_page_waits_no_longer_for_an_answer_that_drips(reader, proxy):
    """Each byte of it comes in time."""
    _page, own_time = timed(reader, path := "/fi/search/?q=perhekahvila")
    proxy.fault = DRIPPING_ON

    page, waited = timed(reader, path)

    assert waited < FIRST_ANSWER + own_time
    assert page.texts(".card__name") == ["Perhekahvila"]


def test_page_that_asks_very_much_is_answered_in_time_and_keeps_nobody_else_from_the_engine(engine, proxy):
    proxy.fault, proxy.seconds = SLOW, 0.2

    began = time.monotonic()
    with one_reader():
        answers = [found(engine) for _ in range(12)]
    waited = time.monotonic() - began
    proxy.fault = ""

    assert waited < FIRST_ANSWER
    assert [ids for ids, _is_from_reserve in answers] == [[1, 2]] * 12
    assert [is_from_reserve for _ids, is_from_reserve in answers[::11]] == [False, True]
    assert found(engine) == ([1, 2], False)


def test_who_waits_longer_gets_all_answers_of_the_engine_itself(engine, proxy):
    proxy.fault, proxy.seconds = SLOW, 0.2

    with one_reader(60):
        answers = [found(engine) for _ in range(12)]
    proxy.fault = ""

    assert answers == [([1, 2], False)] * 12


def test_state_is_not_waited_for_longer_than_an_answer(engine, proxy):
    proxy.fault = SLOW

    began = time.monotonic()
    engine.look()

    assert time.monotonic() - began < FIRST_ANSWER
    assert engine.is_out
