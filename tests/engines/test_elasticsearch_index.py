"""The index in Elasticsearch: aliases, leftovers, several writers, documents that are never taken."""

from dataclasses import replace

import pytest
from elastic_transport import SerializationError

from search.engines import DocumentsRefused, EngineAway, IndexMissing, WriterBusy, get_engine, get_engines
from search.engines.elastic import generations
from search.engines.elastic.connecting import WRITING, PatientClient, failures_told
from search.engines.elastic.engine import ElasticEngine
from search.engines.elastic.fields import TEMPLATES
from search.engines.embedded import EmbeddedEngine
from search.engines.patience import Patience
from tests.engines.cast import TODAY, change, fill, ids, listing


@pytest.fixture
def new_engine(new_elasticsearch_engine):
    return new_elasticsearch_engine


@pytest.fixture
def new_engine_of(elasticsearch_address, tmp_path):
    """Call it with the name of a site for its engine on the same server."""
    return lambda name: ElasticEngine(replace(elasticsearch_address, index=name), tmp_path / name)


@pytest.fixture
def indices(elasticsearch_engine, elasticsearch_address):
    """Call it for the names of all indices of the site."""
    pattern = f"{elasticsearch_address.index}-*"
    return lambda: set(elasticsearch_engine.client.indices.get(index=pattern, features="aliases"))


def test_leftovers_of_a_rebuild_that_failed_are_swept(engine, indices):
    fill(engine, [listing(1)])
    with pytest.raises(AttributeError), engine.rebuild(TODAY) as writer:
        writer.put([listing(2), "not a document"])
    assert len(indices()) == 2

    fill(engine, [listing(3)])

    assert indices() == {engine.state().generation}


def test_index_deleted_behind_our_back_is_missing_and_is_not_made_by_writing(engine, indices):
    fill(engine, [listing(1)])
    with engine.write() as writer:
        engine.client.indices.delete(index=engine.state().generation)
        writer.put([listing(2)])

        with pytest.raises((EngineAway, IndexMissing)):
            writer.commit({})

    assert engine.state() is None
    assert indices() == set()
    with pytest.raises(IndexMissing):
        ids(engine)
    fill(engine, [listing(3)])
    assert ids(engine) == [3]


def test_index_deleted_while_it_is_filled_is_not_made_with_other_fields(engine, indices):
    fill(engine, [listing(1)])
    before = indices()

    def fill_what_somebody_deletes():
        with engine.rebuild(TODAY) as writer:
            engine.client.indices.delete(index=list(indices() - before))
            writer.put([listing(2)])
            writer.commit({})

    with pytest.raises((EngineAway, IndexMissing)):
        fill_what_somebody_deletes()

    assert indices() == before
    assert ids(engine) == [1]


def test_alias_that_is_gone_is_a_missing_index(engine):
    fill(engine, [listing(1)])
    engine.client.indices.delete_alias(index=engine.state().generation, name=engine.alias)

    assert engine.state() is None
    with pytest.raises(IndexMissing):
        ids(engine)


def test_versions_of_the_product_serve_side_by_side_until_the_newer_has_served_a_while(
    new_engine, indices, monkeypatch
):
    older = new_engine()
    fill(older, [listing(1)])
    monkeypatch.setattr(generations, "SCHEMA_VERSION", 999)
    newer = new_engine()
    assert newer.state() is None

    fill(newer, [listing(2)])
    both = (ids(older), ids(newer))
    fill(newer, [listing(3)])

    assert both == ([1], [2])
    assert indices() == {newer.state().generation}


def test_older_version_leaves_the_index_of_a_newer_one_alone(new_engine, monkeypatch):
    older = new_engine()
    fill(older, [listing(1)])
    with monkeypatch.context() as upgraded:
        upgraded.setattr(generations, "SCHEMA_VERSION", 999)
        newer = new_engine()
        fill(newer, [listing(2)])

    fill(older, [listing(3)])

    assert (ids(older), ids(newer)) == ([3], [2])


def test_site_whose_name_begins_like_another_ones_keeps_its_index(
    engine, new_engine_of, elasticsearch_address
):
    """Also when all of the other is deleted, as measurements do."""
    name = elasticsearch_address.index
    others = [new_engine_of(f"{name}-vantaa"), new_engine_of(f"{name}-v{generations.SCHEMA_VERSION}")]
    for each in (*others, engine):
        fill(each, [listing(1)])

    fill(engine, [listing(2)])
    engine.generations.delete_all()

    assert engine.state() is None
    assert [ids(each) for each in others] == [[1], [1]]


def test_hosts_that_write_at_the_same_time_lose_neither_listings_nor_progress(
    elasticsearch_address, tmp_path_factory
):
    one, other = (ElasticEngine(elasticsearch_address, tmp_path_factory.mktemp("host")) for _ in range(2))
    fill(one, [])

    with one.write() as writer, other.write() as late:
        writer.put([listing(1)])
        late.put([listing(2)])
        writer.commit({"row": 7})
        with pytest.raises(WriterBusy):
            late.commit({"row": 3})

    assert ids(one) == ids(other) == [1, 2]
    assert other.state().progress == {"row": 7}


def test_document_that_is_never_taken_stops_neither_the_others_nor_the_next_commit(engine):
    fill(engine, [])
    wrong = listing(1, minimum_age=10**9)

    with engine.write() as writer:
        writer.put([wrong, listing(2), listing(3)])
        with pytest.raises(DocumentsRefused) as refusal:
            writer.commit({"row": 7})
        seen = ids(engine), engine.state().progress
        writer.commit({"row": 7})

    assert list(refusal.value.reasons) == [1]
    assert "minimum_age" in refusal.value.reasons[1]
    assert seen == ([2, 3], {})
    assert engine.state().progress == {"row": 7}


def test_index_that_may_not_be_written_is_no_fault_of_a_document(engine):
    fill(engine, [listing(1)])
    engine.client.indices.put_settings(
        index=engine.alias, settings={"index.blocks.read_only_allow_delete": True}
    )

    with pytest.raises(EngineAway, match="block"):
        change(engine, [listing(2)])

    assert ids(engine) == [1]
    engine.client.indices.put_settings(
        index=engine.alias, settings={"index.blocks.read_only_allow_delete": None}
    )
    change(engine, [listing(2)])
    assert ids(engine) == [1, 2]


def test_failure_is_told_without_the_reason_that_quotes_what_was_asked(engine):
    fill(engine, [listing(1)])
    shape = {f"{TEMPLATES}.point": {"indexed_shape": {"index": engine.alias, "id": "typed", "path": "point"}}}
    search = {"query": {"nested": {"path": TEMPLATES, "query": {"geo_shape": shape}}}}
    asked = [{"index": engine.alias}, search]
    [answer] = engine.client.msearch(searches=asked)["responses"]

    with pytest.raises(EngineAway) as away:
        PatientClient(engine.client, Patience(WRITING)).ask_all(asked)

    assert "typed" in answer["error"]["reason"]
    assert str(away.value).endswith(": illegal_argument_exception")


def test_failure_is_told_without_an_answer_that_quotes_what_was_asked(engine):
    with pytest.raises(EngineAway) as unknown, failures_told():
        engine.client.perform_request("GET", "/_nothing/typed")
    with pytest.raises(EngineAway) as unreadable, failures_told():
        raise SerializationError("Unable to deserialize as JSON: b'typed'")

    assert "typed" in str(unknown.value.__cause__)
    assert str(unknown.value).endswith(": 405 ApiError")
    assert str(unreadable.value).endswith(": SerializationError")


def test_server_that_is_not_there_is_said(elasticsearch_address, tmp_path):
    away = ElasticEngine(replace(elasticsearch_address, url="http://127.0.0.1:9"), tmp_path)

    with pytest.raises(EngineAway):
        ids(away)
    with pytest.raises(EngineAway):
        away.state()


def test_nothing_else_than_the_fields_we_know_can_be_written(engine):
    fill(engine, [])

    with pytest.raises(Exception, match="strict_dynamic_mapping_exception"):
        engine.client.index(index=engine.alias, document={"surprise": 1})


def test_setting_makes_elasticsearch_answer_and_the_embedded_index_is_kept_beside_it(
    settings, elasticsearch_address, tmp_path
):
    settings.SEARCH_INDEX_FOLDER, settings.ELASTICSEARCH = tmp_path / "index", elasticsearch_address

    embedded, elastic = get_engines()

    assert isinstance(embedded, EmbeddedEngine)
    assert isinstance(elastic, ElasticEngine)
    assert get_engine() is get_engine()
    assert (get_engine().first, get_engine().second) == (elastic, embedded)


class Untried(ElasticEngine):
    """An engine whose new index serves without having been asked for anything."""

    def _warm_up(self, _alias):
        pass


def test_new_index_has_answered_before_readers_ask_it(engine, elasticsearch_address, tmp_path):
    other = replace(elasticsearch_address, index=f"{elasticsearch_address.index}-untried")
    untried = Untried(other, tmp_path, seconds=WRITING)

    for each in (untried, engine):
        fill(each, [listing(1)])

    assert _searches(engine) > _searches(untried)


def _searches(engine) -> int:
    """How many an index has answered: filling it takes some, too."""
    stats = engine.client.indices.stats(index=engine.alias, metric="search")
    return stats["_all"]["primaries"]["search"]["query_total"]
