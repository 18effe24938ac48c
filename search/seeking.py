"""From what was typed to what is sought: topics by words and by the model, and a direction of meaning."""

from functools import lru_cache

import numpy as np

from search import vocabulary
from search.meaning.asking import PATIENCE, query_vector
from search.meaning.weights import get_weights
from search.sought import Sought
from search.understanding import Lexicon, topics_of_query

#: The likeness of a topic's nearest texts, raised to this, is how likely the topic is
LIKENESS_POWER = 2.6
#: How much the model's topics count, those by words, and those on which both agree (see search.fusion)
BY_MODEL, BY_WORDS, AGREED = 0.23, 0.4, 0.4


def seek(text: str, language: str, *, patience: float | None = PATIENCE) -> Sought | None:
    """Return what a text asks for; None without a text, or where the vocabulary is not prepared."""
    lexicon = vocabulary.lexicon() if text and vocabulary.is_used() else None
    if lexicon is None or not lexicon.topics:
        return None
    vector = query_vector(text, patience) if vocabulary.uses("meaning") else None
    topics = np.zeros(len(lexicon.topics))
    if vocabulary.uses("topics"):
        topics = _topics(text, language, lexicon, vector)
    direction = b"" if vector is None else vector.astype(np.float32).tobytes()
    return Sought(topics.astype(np.float32).tobytes(), direction, vocabulary.uses("words"))


def _topics(text: str, language: str, lexicon: Lexicon, vector: np.ndarray | None) -> np.ndarray:
    by_words = _topics_by_words(text, language, lexicon.digest)
    if vector is None:
        return by_words
    by_model = get_weights().of_query(vector, lexicon.topics)
    return BY_MODEL * by_model + BY_WORDS * by_words + AGREED * _shares(np.sqrt(by_model * by_words))


@lru_cache(maxsize=256)
def _topics_by_words(text: str, language: str, _digest: str) -> np.ndarray:
    """Kept for a state of the vocabulary: who narrows a search down or turns the page asks the same words."""
    found = _shares(topics_of_query(text, language, vocabulary.lexicon()) ** LIKENESS_POWER)
    found.flags.writeable = False
    return found


def _shares(values: np.ndarray) -> np.ndarray:
    return values / max(float(values.sum()), 1e-9)
