"""Why a listing stands where it does: its score taken apart, from its document, the same for every engine."""

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from search.analysis import QueryWord
from search.documents import ServiceDocument
from search.meaning.vectors import MOST_NEAR, unpack
from search.querying import fusion, scoring
from search.querying.queries import Query
from search.querying.results import Matching
from search.querying.scoring import Clause
from search.querying.sought import Sought

BEST_WORTH = max(scoring.WEIGHTS.values()) * scoring.WHOLE_WORD


@dataclass(frozen=True, slots=True)
class WordMatch:
    """How a listing matches a word: `clause` is the best way, None if it has none. `matching` listings do."""

    word: str
    matching: int
    clause: Clause | None
    points: float


@dataclass(frozen=True, slots=True)
class Meant:
    """What a listing gets for what it is about: `topic` is the position of the one that fits best."""

    topic: int
    by_topics: float
    by_meaning: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """The parts of a score, and what they give together. `meant` is None where words alone were sought."""

    words: tuple[WordMatch, ...]
    meant: Meant | None
    is_in_own_language: bool
    is_faded: bool
    points: float


def explain(query: Query, matching: Matching, documents: list[ServiceDocument]) -> Mapping[int, Explanation]:
    """Take the scores of listings apart, by their ids."""
    return {document.id: _explanation(query, matching, document) for document in documents}


def _explanation(query: Query, matching: Matching, document: ServiceDocument) -> Explanation:
    tokens = {name: frozenset(found) for name, found in document.tokens.items()}
    words = tuple(_word(query.words[n], n, matching, tokens) for n in range(len(query.words)))
    points, meant = sum(each.points for each in words) if words else 1.0, None
    if query.sought:
        words, meant = _fused(query.sought, words, matching, document)
        points = sum(each.points for each in words) + meant.by_topics + meant.by_meaning
    is_own = query.language in document.label.labels
    units = scoring.in_units(points)
    units = scoring.with_own_language(units) if is_own else units
    units = scoring.faded(units) if document.is_faded else units
    return Explanation(words, meant, is_own, document.is_faded, float(units) / scoring.UNITS_PER_POINT)


def _fused(
    sought: Sought, words: tuple[WordMatch, ...], matching: Matching, document: ServiceDocument
) -> tuple[tuple[WordMatch, ...], Meant]:
    """The same words with what they give where more is sought, and what that gives; see `fusion`."""
    words = words if sought.with_words else ()
    alone = sum(each.points for each in words)
    most = BEST_WORTH * sum(scoring.idf(matching.listings, each) for each in matching.words)
    topics = _topics(sought, document)
    channels = fusion.Channels(
        np.float64(alone / max(most, 1e-9)), np.float64(topics.sum()), np.float64(_nearness(sought, document))
    )
    parts = fusion.parts(channels, sought.certainty, fusion.table_of(sought))
    by_words, by_topics, by_meaning = map(float, parts)
    shared_out = tuple(replace(each, points=by_words * each.points / max(alone, 1e-9)) for each in words)
    return shared_out, Meant(int(topics.argmax()) if len(topics) else 0, by_topics, by_meaning)


def _topics(sought: Sought, document: ServiceDocument) -> np.ndarray:
    """What each topic gives of how near a listing is to those that are sought."""
    near = np.frombuffer(b64decode(document.near_topics), np.uint8)
    width = min(len(near), len(sought.topic_weights))
    return near[:width] * sought.topic_weights[:width] * (MOST_NEAR / 255)


def _nearness(sought: Sought, document: ServiceDocument) -> float:
    vector = unpack(b64decode(document.vector))
    return float(vector @ sought.direction) if len(vector) == len(sought.direction) else 0.0


def _word(word: QueryWord, n: int, matching: Matching, tokens: Mapping[str, frozenset[str]]) -> WordMatch:
    ways = scoring.clauses(word, with_long=matching.with_long[n])
    met = [each for each in ways if len(tokens.get(each.field, frozenset()) & set(each.tokens)) >= each.least]
    # Of ways that give the same the surest is told
    best = max(met, key=lambda each: (each.worth, each.way != "grams"), default=None)
    idf = scoring.idf(matching.listings, matching.words[n])
    points = float(scoring.in_units(idf * best.worth)) / scoring.UNITS_PER_POINT if best else 0.0
    return WordMatch(word.word, matching.words[n], best, points)
