"""Which listings match the words of a query, and how well: the numbers are those of search.scoring."""

from collections.abc import Sequence
from dataclasses import dataclass

from elasticsearch.dsl import query as dsl

from search import scoring
from search.analysis import QueryWord
from search.results import Matching

#: The score is a whole number of units in and out; see search.scoring
SCORE = """
double units = doc['text_language'].contains(params.language) ? Math.rint(_score * params.boost) : _score;
return doc['is_faded'].value ? Math.rint(units * params.faded) : units;
"""


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

    def found(self) -> list[dsl.Query]:
        """For each word a query that finds what matches it at all."""
        return [_any_of(clauses) for clauses in self._clauses()]

    def scored(self) -> list[dsl.Query]:
        """For each word a query that gives the units of its best match."""
        return [
            dsl.DisMax(queries=[_worth(clause, self._units(number, clause)) for clause in clauses])
            for number, clauses in enumerate(self._clauses())
        ]

    def _clauses(self) -> list[list[scoring.Clause]]:
        return [
            scoring.clauses(word, with_long=with_long)
            for word, with_long in zip(self.words, self.matching.with_long, strict=True)
        ]

    def _units(self, number: int, clause: scoring.Clause) -> int:
        idf = scoring.idf(self.matching.listings, self.matching.words[number])
        return int(scoring.in_units(idf * clause.worth))


def without_long(word: QueryWord) -> dsl.Query:
    return _any_of(scoring.clauses(word))


def with_long(word: QueryWord) -> dsl.Query:
    return _any_of(scoring.clauses(word, with_long=True))


def in_own_language(query: dsl.Query, language: str) -> dsl.Query:
    """Lift listings that have a name in the reader's language, lower those that nobody confirms."""
    params = {"language": language, "boost": scoring.OWN_LANGUAGE, "faded": scoring.FADED}
    return dsl.ScriptScore(query=query, script={"source": SCORE, "params": params})


def everything() -> dsl.Query:
    """The score of every listing where no words are asked."""
    return dsl.ConstantScore(filter=dsl.MatchAll(), boost=int(scoring.in_units(1.0)))


def _any_of(clauses: Sequence[scoring.Clause]) -> dsl.Query:
    return dsl.Bool(should=[_met(clause) for clause in clauses], minimum_should_match=1)


def _worth(clause: scoring.Clause, units: int) -> dsl.Query:
    return dsl.ConstantScore(filter=_met(clause), boost=units)


def _met(clause: scoring.Clause) -> dsl.Query:
    """At least so many of the tokens. Their field divides at spaces, and tokens have none."""
    return dsl.Match(
        **{clause.field: {"query": " ".join(clause.tokens), "minimum_should_match": str(clause.least)}}
    )
