"""From what was typed to what is sought: topics by words and by the model, and a direction of meaning."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from weakref import ref

import numpy as np

from search import weighing
from search.meaning.alarm import get_alarm
from search.meaning.asking import MODEL_PATIENCE, query_vectors
from search.meaning.likely import likely_topics, shares
from search.meaning.model import is_installed
from search.meaning.vectors import unit
from search.meaning.weights import get_weights
from search.querying.sought import Sought
from search.topics import vocabulary
from search.understanding import Lexicon, Reading, Typed, get_pieces, is_story, topics_of_query
from search.understanding.topic_order import in_order


class _Understood(NamedTuple):
    """How likely each topic is, and the one on which words and model agree most; and how sure danger is."""

    topics: np.ndarray
    agreement: float = 0.0
    danger: float = 0.0


def seek(text: str, reading: Reading, *, patience: float | None = MODEL_PATIENCE) -> Sought | None:
    """Return what a text asks for; None without a text, or where the vocabulary is not prepared."""
    lexicon = vocabulary.lexicon() if text and vocabulary.is_used() else None
    if lexicon is None or not lexicon.topics:
        return None
    vectors = query_vectors(texts_of(text, reading), patience) if vocabulary.uses("meaning") else None
    told, meant = is_story(text), _Understood(np.zeros(len(lexicon.topics)))
    if vocabulary.uses("topics"):
        # What was learned of topics was learned from texts as people type them
        vector = vectors[0] if vectors else None
        meant = _meant(reading.typed(text), reading.language, lexicon, vector, is_told=told)
    direction = _direction(vectors).astype(np.float32).tobytes() if vectors else b""
    return Sought(
        meant.topics.astype(np.float32).tobytes(),
        direction,
        with_words=vocabulary.uses("words"),
        agreement=meant.agreement,
        is_story=told,
        danger=meant.danger,
    )


def is_late(sought: Sought | None) -> bool:
    """Whether the sentence model is in use and did not read the words in time."""
    is_unread = sought is not None and not sought.vector
    return is_unread and vocabulary.uses("meaning") and is_installed()


def texts_of(text: str, reading: Reading) -> tuple[str, ...]:
    """What the sentence model reads: a text as it was typed and, where words of it are known, in Finnish."""
    return tuple(filter(None, (text, reading.in_finnish)))


def _direction(vectors: Sequence[np.ndarray]) -> np.ndarray:
    counted = zip(weighing.AS_TYPED_AND_FINNISH, vectors, strict=False)
    return unit(sum(count * vector for count, vector in counted))


def _meant(
    typed: Typed, language: str, lexicon: Lexicon, vector: np.ndarray | None, *, is_told: bool
) -> _Understood:
    by_words = shares(topics_by_words(typed.text, language, lexicon) ** weighing.LIKENESS_POWER)
    if vector is None:
        by_words = _told_by_pieces(by_words, typed, lexicon)
        return _Understood(by_words, float(by_words.max()))
    weights = get_weights()
    pieces = get_pieces() if vocabulary.uses("pieces") else None
    likely = likely_topics(typed, vector, weights, pieces, is_told=is_told)
    by_model = shares(in_order(weights.topics, lexicon.topics)(likely))
    agreed = np.sqrt(by_model * by_words)
    say = weighing.SHARES_OF_STORIES if is_told else weighing.SHARES
    topics = say.by_model * by_model + say.by_words * by_words + say.agreed * shares(agreed)
    alarm = get_alarm()
    danger = alarm.of(typed.text, vector, likely, weights.topics) if alarm else 0.0
    return _Understood(topics, float(agreed.max()), danger)


def _told_by_pieces(by_words: np.ndarray, typed: Typed, lexicon: Lexicon) -> np.ndarray:
    if not vocabulary.uses("pieces"):
        return by_words
    return shares(by_words * np.exp(weighing.PIECES_ALONE * get_pieces().of(typed, lexicon.topics)))


def topics_by_words(text: str, language: str, lexicon: Lexicon) -> np.ndarray:
    """How like a text each topic of a vocabulary is (see topics_of_query)."""
    return _topics_by_words(text, language, ref(lexicon))


@lru_cache(maxsize=1_024)
def _topics_by_words(text: str, language: str, lexicon: ref[Lexicon]) -> np.ndarray:
    """Kept, without the vocabulary: who types on, narrows a search down or turns the page asks the same
    words.
    """
    found = topics_of_query(text, language, lexicon())
    found.flags.writeable = False
    return found
