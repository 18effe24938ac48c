"""Asking every query of a judgement set as a reader would."""

import datetime
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from django.utils import translation

from search.engines import Engine
from search.engines.patience import one_reader
from search.evaluation.sets import Asked
from search.evaluation.striking import Struck, without_topics
from search.meaning.asking import query_vectors
from search.near_misses import near_misses
from search.querying.asking import query_for
from search.querying.from_words import Asked as Read
from search.querying.from_words import read_words
from search.querying.parameters import Parameters
from search.querying.queries import Query
from search.querying.results import PAGE_SIZE
from search.querying.seeking import seek, texts_of
from search.topics import vocabulary
from search.understanding import Reading

#: Queries whose vectors are made ahead
AHEAD = 4
#: Seconds for an engine's answers to a query: nobody waits for them, and what is late is right
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Answered:
    """A query, and the set's ids of what was found, best first.

    `topic` is the place in the vocabulary of the topic that it was taken for, None where for none; `query`
    is what the engine was asked.
    """

    asked: Asked
    ids: tuple[str, ...]
    used_model: bool = False
    topic: int | None = None
    query: Query | None = None


def run(
    queries: Sequence[Asked],
    engine: Engine,
    known: Mapping[int, str],
    *,
    now: datetime.datetime,
    between: Callable[[int], object] = lambda _done: None,
    struck: Struck = MappingProxyType({}),
) -> list[Answered]:
    """Ask them one after the other, each without the topics struck out for it; a listing that is not of the
    set goes by its key."""
    answers = []
    for done, understood in enumerate(_understood_ahead(queries, now), 1):
        struck_out = struck.get(understood.asked.qid, ())
        with translation.override(understood.asked.language), one_reader(PATIENCE):
            answers.append(_answer(understood, engine, known, now, struck_out))
        between(done)
    return answers


@dataclass(frozen=True, slots=True)
class _Understood:
    """A query, and what the site reads of it."""

    asked: Asked
    read: Read
    reading: Reading


def _understood_ahead(queries: Iterable[Asked], now: datetime.datetime) -> Iterator[_Understood]:
    """Each query in turn: the model works on those that come next while an engine answers."""
    coming: deque[_Understood] = deque()
    for asked in queries:
        coming.append(_understood(asked, now))
        if len(coming) > AHEAD:
            yield coming.popleft()
    yield from coming


def _understood(asked: Asked, now: datetime.datetime) -> _Understood:
    with translation.override(asked.language):
        read = read_words(Parameters.read({"q": asked.text}), now=now, language=asked.language)
    text = read.meant.q
    reading = vocabulary.read(text, asked.language)
    if vocabulary.uses("meaning"):
        query_vectors(texts_of(text, reading), patience=0)
    return _Understood(asked, read, reading)


def _answer(
    understood: _Understood,
    engine: Engine,
    known: Mapping[int, str],
    now: datetime.datetime,
    struck: Iterable[int],
) -> Answered:
    asked, read, reading = understood.asked, understood.read, understood.reading
    sought = without_topics(seek(read.meant.q, reading, patience=None), struck)
    query = query_for(sought, read.meant, reading, now=now, language=asked.language)
    results = engine.search(query)
    near = near_misses(read, query, results, engine)
    hits = (*near.before, *results.hits, *near.anywhere, *near.after)
    ids = tuple(known.get(hit.service_id, f"#{hit.service_id}") for hit in hits)
    # Where all words are conditions nothing is left to understand
    used_model = bool(query.sought and query.sought.vector) or not read.meant.q
    topic = int(sought.topic_weights.argmax()) if sought and sought.certainty else None
    return Answered(asked, ids[:PAGE_SIZE], used_model, topic, query)
