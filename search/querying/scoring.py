"""How well a listing's texts match a query: the same numbers on every engine.

A word of the query matches a text as the best of these, times the weight of the text it stands in:

    whole word 1.0     stem 0.9     at least 60 % of its n-grams (words of five letters or more) 0.5
    name 4     summary, topics, areas, places, organisations 2     everything else 1

Names and summaries that only a machine has translated are of everything else; what else it translated is in
no text.

A word in another language is also found by what it is in Finnish, the language of most listings (see
search.understanding.dictionary): by whole words, by stems, and by n-grams within longer words.

N-grams of everything else count only for a word that fewer than 20 listings match without them: a long text
has most n-grams of many a word by chance, better than nothing and worse than a page of better matches.

The score of a listing is the sum over the words of idf × match, each rounded to four decimals, times 1.05 if
it has a name in the reader's language, rounded again, times 0.7 if nobody has confirmed the listing for long,
rounded once more. Without words it is 1, 1.05, 0.7 or 0.735. With N listings in the
index of which n match the word: idf = ln(1 + (N - n + 0.5) / (n + 0.5)).

In units of the last decimal these are whole numbers below 2^24, which an engine can add in any order and in
numbers of 32 bits without an error: so equal scores are equal in every engine.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from search.analysis import QueryWord
from search.analysis.tokenizing import WORD

WEIGHTS = {"name": 4.0, "about": 2.0, "text": 1.0}
WHOLE_WORD, STEM, GRAMS = 1.0, 0.9, 0.5
GRAM_SHARE = 0.6
#: The long texts, whose n-grams wait until there are fewer matches than this
LONG, FEW = "text", 20
OWN_LANGUAGE, FADED = 1.05, 0.7
UNITS_PER_POINT = 10_000


@dataclass(frozen=True, slots=True)
class Clause:
    """One way to match a word: a text has at least so many of these tokens. What it is `worth` times idf."""

    field: str
    tokens: tuple[str, ...]
    least: int
    worth: float
    #: As in the table above
    way: str


def clauses(word: QueryWord, *, with_long: bool = False) -> list[Clause]:
    """All ways to match a word; those that wait until few listings match otherwise only if asked."""
    ways = [clause for field in WEIGHTS for clause in _clauses(word, field) if clause.tokens]
    return ways + long_clauses(word) if with_long else ways


def long_clauses(word: QueryWord) -> list[Clause]:
    """The ways that wait until few listings match otherwise."""
    return [_grams(grams, LONG) for grams in word.all_grams]


def _clauses(word: QueryWord, field: str) -> Iterator[Clause]:
    whole = tuple(token for token in word.exact if token.startswith(WORD))
    stems = tuple(token for token in word.exact if not token.startswith(WORD))
    yield Clause(field, whole, 1, WEIGHTS[field] * WHOLE_WORD, "word")
    yield Clause(field, stems, 1, WEIGHTS[field] * STEM, "stem")
    if field != LONG:
        yield from (_grams(grams, field) for grams in word.all_grams)


def _grams(grams: tuple[str, ...], field: str) -> Clause:
    return Clause(field, grams, grams_needed(grams), WEIGHTS[field] * GRAMS, "grams")


def grams_needed(grams: tuple[str, ...]) -> int:
    """How many of a word's n-grams one text must have: 60 %, rounded up."""
    return math.ceil(len(grams) * GRAM_SHARE - 1e-9)


def idf(listings: int, matching: int) -> float:
    return math.log(1 + (listings - matching + 0.5) / (matching + 0.5))


def fewest_words(words: Sequence[QueryWord]) -> int:
    """How many words must match at least, when no listing has them all: half of them."""
    return math.ceil(len(words) / 2)


def in_units(points: np.ndarray | float) -> np.ndarray:
    """Points in whole units of the last decimal that counts: what differs by less is equal."""
    return np.rint(points * UNITS_PER_POINT)


def with_own_language(units: np.ndarray | float) -> np.ndarray:
    """The units of a listing that has a name in the reader's language."""
    return np.rint(units * OWN_LANGUAGE)


def faded(units: np.ndarray | float) -> np.ndarray:
    """The units of a listing that nobody has confirmed for long (directory.freshness)."""
    return np.rint(units * FADED)
