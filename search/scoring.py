"""How well a listing's texts match a query: the same numbers on every engine.

A word of the query matches a text as the best of these, times the weight of the text it stands in:

    whole word 1.0     stem 0.9     at least 60 % of its n-grams (words of five letters or more) 0.5
    name 4     summary, topics, areas, places, organisations 2     everything else 1

N-grams of everything else count only for a word that fewer than 20 listings match without them: a long text
has most n-grams of many a word by chance, better than nothing and worse than a page of better matches.

The score of a listing is the sum over the words of idf × match, times 1.05 if it has a name in the reader's
language, rounded to four decimals. Without words it is 1, or 1.05. With N listings in the index of which n
match the word: idf = ln(1 + (N - n + 0.5) / (n + 0.5)).
"""

import math
from collections.abc import Sequence

import numpy as np

from search.analysis import QueryWord

WEIGHTS = {"name": 4.0, "about": 2.0, "text": 1.0}
WHOLE_WORD, STEM, GRAMS = 1.0, 0.9, 0.5
GRAM_SHARE = 0.6
#: The long texts, whose n-grams wait until there are fewer matches than this
LONG, FEW = "text", 20
OWN_LANGUAGE = 1.05
UNITS_PER_POINT = 10_000


def grams_needed(word: QueryWord) -> int:
    """How many of a word's n-grams one text must have: 60 %, rounded up."""
    return math.ceil(len(word.grams) * GRAM_SHARE - 1e-9)


def idf(listings: int, matching: int) -> float:
    return math.log(1 + (listings - matching + 0.5) / (matching + 0.5))


def fewest_words(words: Sequence[QueryWord]) -> int:
    """How many words must match at least, when no listing has them all: half of them."""
    return math.ceil(len(words) / 2)


def in_units(scores: np.ndarray) -> np.ndarray:
    """Scores in whole units of the last decimal that counts: what differs by less is equal."""
    return np.rint(scores * UNITS_PER_POINT).astype(np.int64)
