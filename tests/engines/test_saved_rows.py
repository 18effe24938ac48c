"""What is kept beside an embedded index for a quick start tells what its documents tell, or is not used."""

from base64 import b64encode
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from search.engines import saved_rows
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


@pytest.fixture
def documents_read(monkeypatch):
    """The editions of the documents that readers read one by one."""
    editions, read = [], IndexReader._read

    def note(self, searcher, address, edition):
        editions.append(edition)
        return read(self, searcher, address, edition)

    monkeypatch.setattr(IndexReader, "_read", note)
    return editions


def test_saved_rows_are_those_of_the_documents(new_embedded_engine, documents, documents_read):
    engine = new_embedded_engine()
    fill(engine, documents)
    saved, tags = rows_of(new_embedded_engine())
    assert documents_read == []

    (engine.generations.current() / "rows").unlink()
    read, other_tags = rows_of(new_embedded_engine())

    assert len(documents_read) == len(documents)
    assert sorted(saved) == sorted(read) == [each.id for each in documents]
    for service_id, row in saved.items():
        assert told(row, tags) == told(read[service_id], other_tags)


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


def test_of_a_listing_written_twice_while_an_index_is_made_the_last_one_counts(
    new_embedded_engine, documents_read
):
    with new_embedded_engine().rebuild(TODAY) as writer:
        writer.put([listing(1, maximum_age=3), listing(2)])
        writer.commit({})
        writer.put([listing(1, maximum_age=9)])
        writer.commit({})

    rows, _tags = rows_of(new_embedded_engine())

    assert [rows[number].numbers[3] for number in (1, 2)] == [9, 1_000]
    assert documents_read == []


def cut(content: bytes) -> bytes:
    return content[:-40]


def with_another_byte(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def with_another_letter(content: bytes) -> bytes:
    assert b"central" in content
    return content.replace(b"central", b"cantral")


@pytest.mark.parametrize(
    "damage",
    [
        cut,
        with_another_byte,
        with_another_letter,
        lambda content: content[8:],
        lambda content: content + bytes(8),
        lambda content: content + b"!",
        lambda _content: b"12345678",
        lambda _content: b"",
    ],
)
def test_rows_that_are_not_whole_are_not_used(new_embedded_engine, documents, documents_read, caplog, damage):
    engine = new_embedded_engine()
    fill(engine, documents)
    before = ids(new_embedded_engine())
    path = engine.generations.current() / "rows"
    path.write_bytes(damage(path.read_bytes()))

    assert ids(new_embedded_engine()) == before
    assert len(documents_read) == len(documents)
    assert caplog.text.count("All documents of the search index are read") == 1


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("SERVICE_FACETS", saved_rows.SERVICE_FACETS[1:]),
        ("ARRAYS", {name: shape for name, shape in saved_rows.ARRAYS.items() if name != "near_topics"}),
    ],
)
def test_rows_that_are_laid_out_otherwise_are_not_used(
    new_embedded_engine, documents, documents_read, monkeypatch, caplog, *, name, others
):
    """Another version of the product wrote them: it had a facet less, or kept other arrays."""
    with monkeypatch.context() as version:
        version.setattr(saved_rows, name, others)
        fill(new_embedded_engine(), documents)

    ids(new_embedded_engine())

    assert len(documents_read) == len(documents)
    assert caplog.text == ""


def test_index_made_before_rows_were_kept_is_read(new_embedded_engine, documents, caplog):
    fill(new_embedded_engine(), documents)
    engine = new_embedded_engine()
    before = ids(new_embedded_engine())
    (engine.generations.current() / "rows").unlink()

    assert ids(engine) == before
    assert caplog.text == ""


def test_index_without_listings_has_no_rows(new_embedded_engine, caplog):
    fill(new_embedded_engine(), [])

    assert ids(new_embedded_engine()) == []
    assert caplog.text == ""
