"""How long all listings are compared with a query, by their vectors and by their topics."""

from collections.abc import Iterable, Sequence
from functools import partial

import numpy as np

from search.benchmark.figure import Figure
from search.benchmark.measuring import spread, took
from search.benchmark.mix import Asked
from search.engines.meanings import Meanings
from search.querying.seeking import seek
from search.querying.sought import Sought
from search.topics import vocabulary


def measure_products(meanings: Meanings, searches: Iterable[Asked]) -> dict[str, Figure]:
    """Milliseconds by the clock. The floor is numpy's product of as many numbers, of the kind that it is
    quickest with; four times the memory."""
    sought = [_sought(asked) for asked in searches]
    vectors = [each.direction for each in sought]
    topics = [each.topic_weights for each in sought]
    nearness = [partial(meanings.nearness, each) for each in sought]
    near_topics = [partial(meanings.near_topics, each) for each in sought]
    return {
        "nearness_ms": Figure(*_in_turns(nearness, meanings.vectors, vectors), {"p95": 2}),
        "near_topics_ms": Figure(*_in_turns(near_topics, meanings.topics, topics)),
    }


def _sought(asked: Asked) -> Sought:
    text = asked.parameters.q
    return seek(text, vocabulary.read(text, asked.language), patience=None)


def _in_turns(ours: Sequence[partial], rows: np.ndarray, values: Sequence[np.ndarray]):
    ready, times = rows.astype(np.float32), []
    for our, value in zip(ours, values, strict=True):
        times.append((took(our), took(partial(np.matmul, ready, value))))
    measured, floor = zip(*times, strict=True)
    return spread(measured), spread(floor)
