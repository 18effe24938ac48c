"""Topics of a query and of a listing, by their words alone."""

from collections.abc import Iterable, Mapping

import numpy as np

from search.analysis.scripts import WITHOUT_SPACES, script_of, script_of_language
from search.understanding.features import added, features
from search.understanding.lexicon import Lexicon, damped
from search.weighing import NEAREST, OF_LETTERS, OTHER_LANGUAGES


def topics_of_query(text: str, language: str, lexicon: Lexicon) -> np.ndarray:
    """How like the query the nearest texts of each topic are, from 0 to 1, in the order of the topics."""
    return _likeness(text, OTHER_LANGUAGES | {language: 1.0}, lexicon)


def topics_of_letters(text: str, language: str, lexicon: Lexicon) -> np.ndarray:
    """The same of letters being typed, which may be in any language that is written with them."""
    script = script_of(text) or script_of_language(WITHOUT_SPACES)
    others = (each for each in lexicon.ranges if script_of_language(each) == script)
    return _likeness(text, dict.fromkeys(others, OF_LETTERS) | OTHER_LANGUAGES | {language: 1.0}, lexicon)


def _likeness(text: str, languages: Mapping[str, float], lexicon: Lexicon) -> np.ndarray:
    best = np.zeros(len(lexicon.topics))
    for each, weight in languages.items():
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
    return _together(scores, lexicon.entry_topics[first:end], len(lexicon.topics)) / max(length, 1e-9)


def _together(scores: np.ndarray, topics: np.ndarray, size: int) -> np.ndarray:
    """For each topic the average of its best scores, each with its weight, of as many as it has texts."""
    some = np.flatnonzero(scores)
    order = some[np.lexsort((-scores[some], topics[some]))]
    ordered = topics[order]
    starts = np.flatnonzero(np.diff(ordered, prepend=-1))
    places = np.arange(len(order)) - np.repeat(starts, np.diff(np.append(starts, len(order))))
    counted = places < len(NEAREST)
    weights = np.array(NEAREST)[places[counted]]
    texts = np.clip(np.bincount(topics, minlength=size), 1, len(NEAREST))
    found = np.bincount(ordered[counted], scores[order[counted]] * weights, minlength=size)
    return found / np.cumsum(NEAREST)[texts - 1]
