"""What is kept beside an embedded index for a quick start tells what its documents tell, or is not used."""

import json
from base64 import b64encode
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from search.engines.embedded import EmbeddedEngine
from search.engines.reading import IndexReader
from search.engines.rows import Row, Tags
from tests.engines.cast import TODAY, change, fill, ids, listing
from tests.engines.listings import random_document

VECTOR = b64encode(np.arange(-100, 5, dtype=np.int8).tobytes()).decode()
NEAR_TOPICS = b64encode(bytes(range(37))).decode()


@pytest.fixture
def documents():
    """Also such as have no templates, no sessions and no vector."""
    random = Random(7)
    found = [random_document(random, service_id) for service_id in range(1, 60)]
    return [replace(each, vector=VECTOR, near_topics=NEAR_TOPICS) if each.id % 3 else each for each in found]


def without_saved_rows(engine: EmbeddedEngine) -> None:
    (engine.generations.current() / "tags.json").unlink()


def rows_of(engine: EmbeddedEngine) -> tuple[dict[int, Row], Tags]:
    ids(engine)
    return engine.reader.rows, engine.reader.tags


def told(row: Row, tags: Tags) -> list:
    """What a row says, whatever numbers tags and places have."""
    places = [(place < 0 or tags.places[place], day) for place, day in row.templates.tolist()]
    template_tags = [(template, tags.values[tag]) for template, tag in row.template_tags.tolist()]
    others = (row.numbers, row.occurrences, row.vector, row.near_topics)
    arrays = [(each.dtype, each.shape, each.tolist()) for each in others]
    return [row.edition, [tags.values[tag] for tag in row.tags.tolist()], places, template_tags, arrays]


def test_saved_rows_are_those_of_the_documents(new_embedded_engine, documents):
    fill(new_embedded_engine(), documents)
    saved, tags = rows_of(new_embedded_engine())
    engine = new_embedded_engine()
    without_saved_rows(engine)
    read, other_tags = rows_of(engine)

    assert sorted(saved) == sorted(read) == [each.id for each in documents]
    for service_id, row in saved.items():
        assert told(row, tags) == told(read[service_id], other_tags)


@pytest.fixture
def documents_read(monkeypatch):
    """The editions of the documents that readers read one by one."""
    editions, read = [], IndexReader._read

    def note(self, searcher, address, edition):
        editions.append(edition)
        return read(self, searcher, address, edition)

    monkeypatch.setattr(IndexReader, "_read", note)
    return editions


def test_process_that_starts_reads_only_what_was_written_since_the_index_was_made(
    new_embedded_engine, documents, documents_read
):
    engine = new_embedded_engine()
    fill(engine, documents)
    change(engine, [replace(documents[0], maximum_age=3)], removed=[documents[1].id])
    documents_read.clear()

    rows, _tags = rows_of(new_embedded_engine())

    assert documents_read == [rows[documents[0].id].edition]
    assert rows[documents[0].id].numbers[3] == 3
    assert documents[1].id not in rows


def test_of_a_listing_written_twice_while_an_index_is_made_the_last_one_counts(new_embedded_engine):
    with new_embedded_engine().rebuild(TODAY) as writer:
        writer.put([listing(1, maximum_age=3), listing(2)])
        writer.commit({})
        writer.put([listing(1, maximum_age=9)])
        writer.commit({})

    rows, _tags = rows_of(new_embedded_engine())

    assert [rows[number].numbers[3] for number in (1, 2)] == [9, 1_000]


def cut(content: bytes) -> bytes:
    return content[:-40]


def with_another_byte(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("rows", cut),
        ("rows", with_another_byte),
        ("rows", lambda _content: b""),
        ("tags.json", cut),
        ("tags.json", lambda _content: b"[]"),
        ("tags.json", lambda _content: b"{}"),
        ("tags.json", lambda _content: b"\xff"),
    ],
)
def test_rows_that_are_not_whole_are_not_used(
    new_embedded_engine, documents, documents_read, caplog, name, damage
):
    fill(new_embedded_engine(), documents)
    engine = new_embedded_engine()
    before = ids(new_embedded_engine())
    path = engine.generations.current() / name
    path.write_bytes(damage(path.read_bytes()))

    assert ids(engine) == before
    assert len(documents_read) == len(documents)
    assert caplog.text.count("All documents of the search index are read") == 1


def test_rows_made_with_other_facets_are_not_used(new_embedded_engine, documents, documents_read, caplog):
    """They know nothing of a facet that the product did not have then."""
    fill(new_embedded_engine(), documents)
    engine = new_embedded_engine()
    path = engine.generations.current() / "tags.json"
    said = json.loads(path.read_text())
    path.write_text(json.dumps(said | {"facets": said["facets"][1:]}))

    ids(engine)

    assert len(documents_read) == len(documents)
    assert caplog.text == ""


def test_index_made_before_rows_were_kept_is_read(new_embedded_engine, documents, caplog):
    fill(new_embedded_engine(), documents)
    engine = new_embedded_engine()
    before = ids(new_embedded_engine())
    for name in ("rows", "tags.json"):
        (engine.generations.current() / name).unlink()

    assert ids(engine) == before
    assert caplog.text == ""


def test_index_without_listings_has_no_rows(new_embedded_engine, caplog):
    fill(new_embedded_engine(), [])

    assert ids(new_embedded_engine()) == []
    assert caplog.text == ""
