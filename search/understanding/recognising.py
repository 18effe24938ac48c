"""Topics of a query and of a listing, by their words alone."""

from collections.abc import Iterable

import numpy as np

from search.understanding.features import added, features
from search.understanding.lexicon import Lexicon, damped

#: The languages a query is read in beside the reader's own, and how much what is found there counts
OTHER_LANGUAGES = {"fi": 0.8, "en": 0.7, "sv": 0.6}


def topics_of_query(text: str, language: str, lexicon: Lexicon) -> np.ndarray:
    """How like the query the nearest text of each topic is, from 0 to 1, in the order of the topics."""
    best = np.zeros(len(lexicon.topics))
    for each, weight in (OTHER_LANGUAGES | {language: 1.0}).items():
        if each in lexicon.ranges:
            best = np.maximum(best, weight * _nearest(text, each, lexicon))
    return best


def topics_of_listing(texts: Iterable[tuple[float, str]], language: str, lexicon: Lexicon) -> np.ndarray:
    """How like all texts of each topic a listing is; `texts` come with their weights."""
    own = damped(added((weight, features(text, language)) for weight, text in texts if text))
    size = len(lexicon.topics)
    positions, values, _length = lexicon.find(own, language)
    # What no topic has says nothing against any: a listing has names and times
    length = np.sqrt(values @ values) if len(values) else 1.0
    return lexicon.profiles.of(positions, values, size) / max(length, 1e-9)


def _nearest(text: str, language: str, lexicon: Lexicon) -> np.ndarray:
    found = features(text, language)
    if not found:
        return np.zeros(len(lexicon.topics))
    positions, values, length = lexicon.find(found, language)
    first, end = lexicon.ranges[language]
    scores = lexicon.entries.of(positions, values, len(lexicon.entry_topics))[first:end]
    best = np.zeros(len(lexicon.topics))
    np.maximum.at(best, lexicon.entry_topics[first:end], scores)
    return best / max(length, 1e-9)
