"""Which listings match the words of a query: tantivy finds them, search.querying.scoring has the numbers."""

from collections import OrderedDict
from dataclasses import dataclass

import numpy as np
import tantivy

from search.analysis import QueryWord
from search.engines.columns import Columns
from search.engines.schema import schema
from search.querying import scoring
from search.querying.results import Matching

#: Words whose matches are kept between two changes of the index, a byte for each listing
MOST_KEPT = 256


def _weighted_levels() -> list[float]:
    """What a word can be worth, ascending. The index answers with positions in it, which stay exact."""
    matches = (scoring.WHOLE_WORD, scoring.STEM, scoring.GRAMS)
    return [0.0, *sorted({weight * match for weight in scoring.WEIGHTS.values() for match in matches})]


LEVELS = _weighted_levels()
WORTH = np.array(LEVELS)


@dataclass(frozen=True, slots=True)
class Matched:
    """The listings found and the scores of all in units, by row."""

    rows: np.ndarray
    scores: np.ndarray
    all_words: bool = True


class Matcher:
    """Matches words against one state of the index."""

    def __init__(self, searcher: tantivy.Searcher, columns: Columns):
        self.searcher = searcher
        self.ids = columns.listings.ids
        self.kept: OrderedDict[QueryWord, np.ndarray] = OrderedDict()

    def match(self, words: tuple[QueryWord, ...], listed: np.ndarray) -> Matched:
        """Find the listings with all words, or else with most of them, among those that are `listed`."""
        if not words:
            return Matched(listed, np.full(len(self.ids), scoring.in_units(1.0)))
        levels = [self._levels(word) for word in words]
        matching = sum((each > 0).astype(np.uint8) for each in levels)
        found = np.where(listed, matching, 0)
        most = int(found.max(initial=0))
        rows = (found == most) if most >= scoring.fewest_words(words) else np.zeros(len(self.ids), bool)
        return Matched(rows, self._scores(levels), all_words=most == len(words) or not rows.any())

    def share(self, words: tuple[QueryWord, ...]) -> np.ndarray:
        """How much of what the words could give at most each listing has, from 0 to 1."""
        levels = [self._levels(word) for word in words]
        most = sum(scoring.idf(len(self.ids), int(np.count_nonzero(each))) for each in levels) * LEVELS[-1]
        return self._scores(levels) / scoring.UNITS_PER_POINT / max(most, 1e-9)

    def matching(self, words: tuple[QueryWord, ...]) -> Matching:
        """Count the listings that match each word."""
        found = [np.count_nonzero(self._levels(word)) for word in words]
        briefly = [np.count_nonzero(self._found_briefly(word)) for word in words]
        return Matching(len(self.ids), tuple(map(int, found)), tuple(each < scoring.FEW for each in briefly))

    def _scores(self, levels: list[np.ndarray]) -> np.ndarray:
        scores = np.zeros(len(self.ids))
        for each in levels:
            idf = scoring.idf(len(self.ids), int(np.count_nonzero(each)))
            scores += scoring.in_units(idf * WORTH)[each]
        return scores

    def _levels(self, word: QueryWord) -> np.ndarray:
        """For each listing the position in LEVELS of the word's best match."""
        levels = self.kept.pop(word, None)
        if levels is None:
            levels = self._found(word)
        self.kept[word] = levels
        while len(self.kept) > MOST_KEPT:
            self.kept.popitem(last=False)
        return levels

    def _found(self, word: QueryWord) -> np.ndarray:
        levels = self._found_briefly(word)
        if np.count_nonzero(levels) < scoring.FEW:
            self._take(levels, scoring.long_clauses(word))
        return levels

    def _found_briefly(self, word: QueryWord) -> np.ndarray:
        levels = np.zeros(len(self.ids), np.uint8)
        self._take(levels, scoring.clauses(word))
        return levels

    def _take(self, levels: np.ndarray, clauses: list[scoring.Clause]) -> None:
        """Raise the levels of the listings to what the clauses give."""
        if not clauses or not len(levels):
            return
        query = tantivy.Query.disjunction_max_query([_compiled(clause) for clause in clauses], 0.0)
        hits = self.searcher.search(query, limit=len(levels), count=False).hits
        ids = self.searcher.fast_field_values("id", [address for _level, address in hits])
        rows = np.searchsorted(self.ids, np.array(ids, np.int64))
        levels[rows] = np.maximum(levels[rows], np.array([level for level, _address in hits], np.uint8))


def _compiled(clause: scoring.Clause) -> tantivy.Query:
    terms = [
        (tantivy.Occur.Should, tantivy.Query.term_query(schema(), clause.field, token, "basic"))
        for token in clause.tokens
    ]
    any_of = tantivy.Query.boolean_query(terms, minimum_number_should_match=clause.least)
    return tantivy.Query.const_score_query(any_of, float(LEVELS.index(clause.worth)))
