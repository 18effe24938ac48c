"""The topics a listing speaks of by itself: the few that matter, each with its weight and what says so.

What people chose is not among them unless the listing says it, too: it stands in the directory.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import islice
from typing import Any, Self

import numpy as np
from django.utils.functional import cached_property

from directory.choices import TaxonomySlug
from search import weighing
from search.analysis import is_stop_word
from search.analysis.segmentation import each_word
from search.meaning.likely import likely_of_listing
from search.meaning.weights import get_weights
from search.topics import vocabulary
from search.topics.listing_texts import Imported, Told
from search.understanding import Lexicon, Reading, Typed, get_pieces, topics_of_listing
from search.understanding.reading import FINNISH
from search.understanding.topic_order import in_order
from search.weighing import Limits

#: How many are kept and how many sure, at most
MOST, MOST_SURE = 5, 3
#: Words of a text that are looked at one by one, and those that are named as the reason for a topic
MOST_READ, MOST_NAMED = 80, 3


class Reason(StrEnum):
    """What says that a listing is about a topic; of several the one that a person can best look up.

    MEANING is all of its text together, where no single word speaks of the topic.
    """

    WORDS = "words"
    KEYWORD = "keyword"
    CLASS = "class"
    MEANING = "meaning"


IMPORTED = {TaxonomySlug.KEYWORDS: Reason.KEYWORD, TaxonomySlug.SERVICE_CLASSES: Reason.CLASS}


@dataclass(frozen=True, slots=True)
class DerivedTopic:
    """`weight` is how near the listing is to it; `said_by` are the words, keywords or classes that say so."""

    code: str
    weight: float
    is_sure: bool
    reason: Reason
    said_by: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        return cls(**{**kept, "reason": Reason(kept["reason"]), "said_by": tuple(kept["said_by"])})


def nearness(told: Told, vector: np.ndarray | None, lexicon: Lexicon) -> np.ndarray:
    """How near a listing is to each topic by what it says itself; `vector` is what the model makes of it."""
    parts = [*told.parts, (weighing.KEYWORDS_WEIGHED, " ".join(told.keywords))]
    near = topics_of_listing(parts, told.language, lexicon) ** weighing.WORDS_POWER / weighing.WORDS_UNIT
    likely = _likely(told, vector, lexicon)
    if likely is not None:
        near += weighing.LIKELY_SHARE * likely**weighing.LIKELY_POWER
    for code, position in _positions(told.classed, lexicon).items():
        brought = near[position] + weighing.CLASSED * told.classed[code]
        near[position] = max(near[position], min(brought, weighing.CHOSEN))
    return near


def _likely(told: Told, vector: np.ndarray | None, lexicon: Lexicon) -> np.ndarray | None:
    """Shares of topics in what it says: by the model, by pieces of its words or both; None without either."""
    pieces = get_pieces() if vocabulary.uses("pieces") else None
    topics = pieces.topics if pieces else lexicon.topics
    by_model = get_weights().of_listing(vector, topics) if vector is not None else None
    if pieces is None:
        return by_model
    return in_order(topics, lexicon.topics)(likely_of_listing(_typed(told), by_model, pieces))


def _typed(told: Told) -> Typed:
    is_finnish = told.language == FINNISH
    reading = Reading(FINNISH) if is_finnish else vocabulary.read(told.passage, told.language)
    return reading.typed(told.passage)


def with_chosen(near: np.ndarray, told: Told, lexicon: Lexicon) -> np.ndarray:
    """The same, and at least as near to what people chose as that is worth."""
    raised = near.copy()
    places = list(_positions(told.chosen, lexicon).values())
    raised[places] = np.maximum(raised[places], weighing.CHOSEN)
    return raised


def derived_topics(near: np.ndarray, limits: Limits, told: Told, lexicon: Lexicon) -> list[DerivedTopic]:
    """The topics that a listing is near to, the nearest first."""
    first, nearest = float(near.max(initial=0)), np.argsort(-near, kind="stable")[:MOST]
    least = max(limits.least, weighing.NEAR_THE_FIRST * first)
    sure = max(limits.sure, weighing.SURE_NEAR_THE_FIRST * first)
    speaking = _Speaking(told, lexicon)
    return [
        DerivedTopic(
            lexicon.topics[position],
            round(float(near[position]), 3),
            bool(place < MOST_SURE and near[position] >= sure),
            *speaking.of(position),
        )
        for place, position in enumerate(map(int, nearest))
        if near[position] >= least
    ]


def _positions(codes: Iterable[str], lexicon: Lexicon) -> dict[str, int]:
    places = {code: position for position, code in enumerate(lexicon.topics)}
    return {code: places[code] for code in codes if code in places}


class _Speaking:
    """What of a listing speaks of which topic."""

    def __init__(self, told: Told, lexicon: Lexicon):
        self.told, self.lexicon = told, lexicon

    def of(self, position: int) -> tuple[Reason, tuple[str, ...]]:
        words = sorted(self._words, key=lambda word: -self._words[word][position])[:MOST_NAMED]
        if speaking := tuple(word for word in words if self._words[word][position] >= weighing.WORD_SPEAKS):
            return Reason.WORDS, speaking
        for taxonomy, reason in IMPORTED.items():
            found = [each.name for each in self.told.imported if self._speaks(each, taxonomy, position)]
            if found:
                return reason, tuple(filter(None, found))[:MOST_NAMED]
        return Reason.MEANING, ()

    def _speaks(self, imported: Imported, taxonomy: str, position: int) -> bool:
        if imported.taxonomy != taxonomy:
            return False
        is_text = taxonomy == TaxonomySlug.KEYWORDS
        return self.lexicon.topics[position] in imported.topics or (
            is_text and self._likeness(imported.name)[position] >= weighing.WORD_SPEAKS
        )

    @cached_property
    def _words(self) -> dict[str, np.ndarray]:
        """How like each topic a word of the texts is, by how it is written."""
        language = self.told.language
        found = (word.spelling for _weight, text in self.told.parts for word in each_word(text, language))
        telling = dict.fromkeys(word for word in found if not is_stop_word(word, language))
        return {word: self._likeness(word) for word in islice(telling, MOST_READ)}

    def _likeness(self, text: str) -> np.ndarray:
        return topics_of_listing([(1, text)], self.told.language, self.lexicon)
