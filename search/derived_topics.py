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
from search.analysis import is_stop_word
from search.analysis.segmentation import each_word
from search.listing_texts import Imported, Told
from search.meaning.weights import get_weights
from search.understanding import Lexicon, topics_of_listing

#: Likeness by words and probability by the model become one nearness (see search.fusion)
WORDS_POWER, WORDS_UNIT, MODEL_POWER, MODEL_SHARE = 1.2, 0.46, 0.34, 0.47
#: How near a listing is to a topic that somebody chose
CHOSEN = 0.8
#: How near a class of the national register, or a concept of an ontology, brings a listing to its topics, all
#: of them together: a class is wide, and words and the model decide among its topics
CLASSED = 0.4
#: How much the keywords of an import say, among the texts
KEYWORDS_WEIGHED = 1.0
#: How far behind the first one a topic is kept, or sure; how many are, at most
NEAR_THE_FIRST, SURE_NEAR_THE_FIRST, MOST, MOST_SURE = 0.28, 0.44, 5, 3
#: Likeness from which on a single word speaks of a topic
WORD_SPEAKS = 0.08
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


@dataclass(frozen=True, slots=True)
class Limits:
    """Nearness beneath which a topic shares only what any listing has, and from which on it is sure.

    Of those that are sure four in five are right, of the others one in five or four: measured on the listings
    of the demo, whose topics people chose.
    """

    least: float
    sure: float


BY_WORDS, WITH_MODEL = Limits(0.105, 0.17), Limits(0.2, 0.35)
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
    parts = [*told.parts, (KEYWORDS_WEIGHED, " ".join(told.keywords))]
    near = topics_of_listing(parts, told.language, lexicon) ** WORDS_POWER / WORDS_UNIT
    if vector is not None:
        near += MODEL_SHARE * get_weights().of_listing(vector, lexicon.topics) ** MODEL_POWER
    for code, position in _positions(told.classed, lexicon).items():
        brought = near[position] + CLASSED * told.classed[code]
        near[position] = max(near[position], min(brought, CHOSEN))
    return near


def with_chosen(near: np.ndarray, told: Told, lexicon: Lexicon) -> np.ndarray:
    """The same, and at least as near to what people chose as that is worth."""
    raised = near.copy()
    places = list(_positions(told.chosen, lexicon).values())
    raised[places] = np.maximum(raised[places], CHOSEN)
    return raised


def derived_topics(near: np.ndarray, limits: Limits, told: Told, lexicon: Lexicon) -> list[DerivedTopic]:
    """The topics that a listing is near to, the nearest first."""
    first, nearest = float(near.max(initial=0)), np.argsort(-near, kind="stable")[:MOST]
    least = max(limits.least, NEAR_THE_FIRST * first)
    sure = max(limits.sure, SURE_NEAR_THE_FIRST * first)
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
        if speaking := tuple(word for word in words if self._words[word][position] >= WORD_SPEAKS):
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
            is_text and self._likeness(imported.name)[position] >= WORD_SPEAKS
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
