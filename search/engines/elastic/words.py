"""Which listings match the words of a query, and how well, by the numbers of search.querying.scoring."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from elasticsearch.dsl import query as dsl

from search.analysis import QueryWord
from search.querying import scoring
from search.querying.results import Matching

#: The score is a whole number of units in and out; see search.querying.scoring
SCORE = """
double units = doc['text_language'].contains(params.language) ? Math.rint(_score * params.boost) : _score;
return doc['is_faded'].value ? Math.rint(units * params.faded) : units;
"""
#: A part of a question, as Elasticsearch is asked it
Written = Mapping[str, Any]
#: Words that are written out once
KEPT = 2_000


@dataclass(frozen=True)
class Words:
    """The words of a query with what the index says of each."""

    words: tuple[QueryWord, ...]
    matching: Matching

    @property
    def fewest(self) -> int:
        return scoring.fewest_words(self.words)

    @property
    def most_units(self) -> float:
        """What a listing has in units that has all words whole in its name."""
        best = max(scoring.WEIGHTS.values()) * scoring.WHOLE_WORD
        rare = sum(scoring.idf(self.matching.listings, matching) for matching in self.matching.words)
        return rare * best * scoring.UNITS_PER_POINT

    def found(self) -> list[Written]:
        """For each word a query that finds what matches it at all."""
        return [found(word, with_long=with_long) for word, with_long in self._asked()]

    def scored(self) -> list[Written]:
        """For each word a query that gives the units of its best match."""
        return [
            {
                "dis_max": {
                    "queries": [
                        {"constant_score": {"filter": met, "boost": self._units(number, clause)}}
                        for clause, met in _clauses(word, with_long)
                    ]
                }
            }
            for number, (word, with_long) in enumerate(self._asked())
        ]

    def _asked(self) -> Iterator[tuple[QueryWord, bool]]:
        return zip(self.words, self.matching.with_long, strict=True)

    def _units(self, number: int, clause: scoring.Clause) -> int:
        idf = scoring.idf(self.matching.listings, self.matching.words[number])
        return int(scoring.in_units(idf * clause.worth))


def found(word: QueryWord, *, with_long: bool) -> Written:
    """What matches a word at all."""
    return any_of([met for _, met in _clauses(word, with_long)])


def any_of(ways: list[Written]) -> Written:
    return {"bool": {"should": ways, "minimum_should_match": 1}}


def in_own_language(query: Written, language: str) -> Written:
    """Lift listings that have a name in the reader's language, lower those that nobody confirms."""
    params = {"language": language, "boost": scoring.OWN_LANGUAGE, "faded": scoring.FADED}
    return {"script_score": {"query": query, "script": {"source": SCORE, "params": params}}}


def everything() -> Written:
    """The score of every listing where no words are asked."""
    return dsl.ConstantScore(filter=dsl.MatchAll(), boost=int(scoring.in_units(1.0))).to_dict()


@lru_cache(maxsize=KEPT)
def _clauses(word: QueryWord, with_long: bool) -> tuple[tuple[scoring.Clause, Written], ...]:
    """The ways to match a word, each with its query; a search asks them up to five times."""
    return tuple((clause, _met(clause).to_dict()) for clause in scoring.clauses(word, with_long=with_long))


def _met(clause: scoring.Clause) -> dsl.Query:
    """At least so many of the tokens. Their field divides at spaces, and tokens have none."""
    return dsl.Match(
        **{clause.field: {"query": " ".join(clause.tokens), "minimum_should_match": str(clause.least)}}
    )
