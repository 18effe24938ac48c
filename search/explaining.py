"""Why a listing stands where it does: its score taken apart, from its document, the same for every engine."""

from collections.abc import Mapping
from dataclasses import dataclass

from search import scoring
from search.analysis import QueryWord
from search.documents import ServiceDocument
from search.queries import Query
from search.results import Matching
from search.scoring import Clause


@dataclass(frozen=True, slots=True)
class WordMatch:
    """How a listing matches a word: `clause` is the best way, None if it has none. `matching` listings do."""

    word: str
    matching: int
    clause: Clause | None
    points: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """The parts of a score, and what they give together."""

    listings: int
    words: tuple[WordMatch, ...]
    is_in_own_language: bool
    is_faded: bool
    points: float


def explain(query: Query, matching: Matching, documents: list[ServiceDocument]) -> Mapping[int, Explanation]:
    """Take the scores of listings apart, by their ids."""
    return {document.id: _explanation(query, matching, document) for document in documents}


def _explanation(query: Query, matching: Matching, document: ServiceDocument) -> Explanation:
    tokens = {name: frozenset(found) for name, found in document.tokens.items()}
    words = tuple(_word(query.words[n], n, matching, tokens) for n in range(len(query.words)))
    units = sum(int(scoring.in_units(each.points)) for each in words) if words else scoring.in_units(1.0)
    is_own = query.language in document.label.labels
    units = scoring.with_own_language(units) if is_own else units
    units = scoring.faded(units) if document.is_faded else units
    return Explanation(
        matching.listings, words, is_own, document.is_faded, float(units) / scoring.UNITS_PER_POINT
    )


def _word(word: QueryWord, n: int, matching: Matching, tokens: Mapping[str, frozenset[str]]) -> WordMatch:
    ways = scoring.clauses(word, with_long=matching.with_long[n])
    met = [each for each in ways if len(tokens.get(each.field, frozenset()) & set(each.tokens)) >= each.least]
    # Of ways that give the same the surest is told
    best = max(met, key=lambda each: (each.worth, each.way != "grams"), default=None)
    idf = scoring.idf(matching.listings, matching.words[n])
    points = float(scoring.in_units(idf * best.worth)) / scoring.UNITS_PER_POINT if best else 0.0
    return WordMatch(word.word, matching.words[n], best, points)
