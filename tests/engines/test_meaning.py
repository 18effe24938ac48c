"""What is meant finds listings that have none of the words, by topics and by vectors."""

from base64 import b64encode
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from search.documents import LabelDocument
from search.querying.parameters import Parameters
from search.querying.queries import Query, build
from search.querying.results import Results
from search.querying.sought import Sought
from tests.engines.cast import NOW, fill, listing
from tests.engines.listings import random_documents, random_search

TOPICS, NUMBERS = 12, 384
SWIMMING, DEBT = 3, 7


def axis(number: int) -> np.ndarray:
    """A direction in which nothing else points."""
    return np.eye(NUMBERS, dtype=np.float32)[number]


def sought(
    topic: int | None = None, direction: np.ndarray | None = None, *, with_words: bool = True
) -> Sought:
    topics = np.zeros(TOPICS, np.float32)
    if topic is not None:
        topics[topic] = 0.9
    vector = b"" if direction is None else direction.astype(np.float32).tobytes()
    return Sought(topics.tobytes(), vector, with_words)


def about(document, topic: int | None = None, vector: np.ndarray | None = None):
    """A document that is near to a topic, or points somewhere."""
    near = np.zeros(TOPICS, np.uint8)
    if topic is not None:
        near[topic] = 200
    packed = b"" if vector is None else (vector * 127).astype(np.int8).tobytes()
    return replace(
        document, near_topics=b64encode(near.tobytes()).decode(), vector=b64encode(packed).decode()
    )


def asked(seeks: Sought, *, language: str = "fi", **get) -> Query:
    return build(Parameters.read(get), now=NOW, language=language, sought=seeks)


def found(engine, seeks: Sought, **parameters) -> list[int]:
    return [hit.service_id for hit in engine.search(asked(seeks, **parameters)).hits]


def test_a_listing_is_found_by_its_topic_alone(engine):
    fill(engine, [about(listing(1), SWIMMING), about(listing(2), DEBT), listing(3)])

    assert found(engine, sought(SWIMMING), q="dabaal") == [1]


def test_a_listing_is_found_by_its_vector_alone(engine):
    fill(engine, [about(listing(1), vector=axis(5)), about(listing(2), vector=axis(9)), listing(3)])

    assert found(engine, sought(direction=axis(9)), q="dabaal") == [2]


def test_what_is_found_by_words_stays_found(engine):
    fill(engine, [about(listing(1, "kerho"), SWIMMING), listing(2, "uinti"), listing(3, "jumppa")])

    assert set(found(engine, sought(SWIMMING), q="uinti")) == {1, 2}


def test_words_can_be_left_out(engine):
    fill(engine, [about(listing(1), SWIMMING), listing(2, "uinti")])

    assert found(engine, sought(SWIMMING, with_words=False), q="uinti") == [1]


def test_nothing_that_is_meant_is_no_hit(engine):
    fill(engine, [listing(1), listing(2)])

    results = engine.search(asked(sought(SWIMMING), q="dabaal"))

    assert (results.total, results.hits) == (0, ())
    assert engine.count(asked(sought(SWIMMING), q="dabaal")) == 0


def test_the_readers_own_language_lifts_and_conditions_hold(engine):
    own = about(listing(2, label=LabelDocument("service", "two", {"so": "Dabaal"})), SWIMMING)
    other = about(listing(1, "uinti", is_free=True), SWIMMING)
    fill(engine, [other, own])

    assert found(engine, sought(SWIMMING), q="dabaal", language="so") == [2, 1]
    assert found(engine, sought(SWIMMING), q="dabaal", language="so", free="1") == [1]


@pytest.mark.parametrize("seed", range(4))
def test_engines_give_the_same_answers(embedded_engine, elasticsearch_engine, seed):
    random, numbers = Random(seed), np.random.default_rng(seed)
    documents = [_about_anything(each, random, numbers) for each in random_documents(random, [60])]
    fill(embedded_engine, documents)
    fill(elasticsearch_engine, documents)
    totals = []

    for _ in range(25):
        parameters = random_search(random)
        seeks = sought(random.choice([None, *range(TOPICS)]), random.choice([None, _direction(numbers)]))
        query = build(parameters, now=NOW, language="fi", sought=seeks)
        first, second = embedded_engine.search(query), elasticsearch_engine.search(query)

        assert _said(second) == _said(first)
        assert elasticsearch_engine.count(query) == first.total
        totals.append(first.total)
    assert any(totals)
    assert 0 in totals


def _about_anything(document, random: Random, numbers: np.random.Generator):
    topic = random.choice([None, *range(TOPICS)])
    return about(document, topic, random.choice([None, _direction(numbers)]))


def _direction(numbers: np.random.Generator) -> np.ndarray:
    """One of few directions, and a little of all others."""
    vector = axis(int(numbers.integers(4))) + numbers.normal(0, 0.02, NUMBERS)
    return vector / np.linalg.norm(vector)


def _said(results: Results) -> tuple:
    return (
        [(hit.service_id, hit.score) for hit in results.hits],
        results.total,
        results.facets,
        results.matched_all_words,
    )
