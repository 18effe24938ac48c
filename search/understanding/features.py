"""What a text is compared by: its words, their stems and their n-grams, each with a weight."""

import math
import zlib
from collections.abc import Iterable

from search.analysis.ngrams import grams
from search.analysis.segmentation import Word, compounds, each_word
from search.analysis.stemming import stems
from search.analysis.stopwords import is_stop_word
from search.analysis.tokenizing import GRAM, MOST_WORDS_READ, STEM, WORD

Features = dict[str, float]


def features(text: str, language: str) -> Features:
    """Return the features of a text, function words left out unless there is nothing else.

    All n-grams of a word together weigh as much as the word, so that long words do not drown the others.
    """
    found = [word for word, _n in zip(each_word(text, language), range(MOST_WORDS_READ), strict=False)]
    kept = [word for word in found if not is_stop_word(word.spelling, language)] or found
    weights: Features = {}
    for word in (*kept, *compounds(kept)):
        for feature, weight in _of_word(word, language):
            weights[feature] = max(weight, weights.get(feature, 0.0))
    return weights


def added(parts: Iterable[tuple[float, Features]]) -> Features:
    """The features of several texts together, each text with its weight."""
    total: Features = {}
    for weight, part in parts:
        for feature, value in part.items():
            total[feature] = total.get(feature, 0.0) + weight * value
    return total


def number_of(feature: str, language: str) -> int:
    """A number of 32 bits for a feature of a language, the same in every process.

    Two features in some ten thousand share one, which is less harm than a table of strings.
    """
    return zlib.crc32(f"{language} {feature}".encode())


def _of_word(word: Word, language: str) -> Iterable[tuple[str, float]]:
    yield WORD + word.folded, 1.0
    for stem in stems(word.spelling, language):
        yield STEM + stem, 1.0
    pieces = grams(word.folded)
    for piece in pieces:
        yield GRAM + piece, 1 / math.sqrt(len(pieces))
