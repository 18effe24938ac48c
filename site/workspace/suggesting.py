"""Topics that the words of a listing speak of: offered to be ticked, never chosen by themselves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
from django.utils.translation import get_language

from directory.models import Service
from directory.reading.vocabulary import Term, vocabulary
from search import vocabulary as prepared
from search.analysis import is_stop_word
from search.analysis.segmentation import each_word
from search.understanding import Lexicon, topics_of_listing
from workspace.forms.fields import column

#: As search weighs them (search.deriving)
WEIGHED = {"name": 3.0, "summary": 2.0, "description": 1.0}
#: Of topics so near, and not much farther than the first, four in five are right; of those
#: beneath, one in six (measured on the listings of the demo, whose topics people chose)
SURE, SURE_NEAR_THE_FIRST, MOST_SURE = 0.12, 0.5, 3
#: Likeness beneath which a topic shares only words that any listing has, and how far behind the first one
LEAST, NEAR_THE_FIRST, MOST = 0.08, 0.35, 5


#: Words of a text that are looked at one by one, and those that are named as the reason for a topic
MOST_READ, MOST_NAMED = 80, 3


@dataclass(frozen=True)
class Suggested:
    """Topics, the nearest first, in the reader's words: few that are sure, and those that may be right.

    `because` are the words of the listing that speak of each, by the number of the topic.
    """

    sure: tuple[Term, ...] = ()
    perhaps: tuple[Term, ...] = ()
    because: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


def suggested_topics(listing: Service) -> Suggested:
    """None where search does not know topics."""
    lexicon = prepared.lexicon() if prepared.is_used() else None
    if lexicon is None:
        return Suggested()
    language = listing.original_language
    parts = [(weight, getattr(listing, column(name, language)) or "") for name, weight in WEIGHED.items()]
    near = topics_of_listing(parts, language, lexicon)
    first = float(near.max(initial=0))
    sure = _nearest(near, max(SURE, SURE_NEAR_THE_FIRST * first), MOST_SURE)
    others = [each for each in _nearest(near, max(LEAST, NEAR_THE_FIRST * first), MOST) if each not in sure]
    known = vocabulary(get_language())
    terms = {each: known.topic(lexicon.topics[each]) for each in (*sure, *others)}
    words = _speaking(parts, language, lexicon) if terms else {}
    return Suggested(
        tuple(terms[each] for each in sure if terms[each]),
        tuple(terms[each] for each in others if terms[each]),
        {term.pk: _because(position, words) for position, term in terms.items() if term},
    )


def _nearest(near: np.ndarray, least: float, most: int) -> list[int]:
    return [int(position) for position in np.argsort(-near)[:most] if near[position] >= least]


def _speaking(parts: Iterable[tuple[float, str]], language: str, lexicon: Lexicon) -> dict[str, np.ndarray]:
    """How near each word of a text is to each topic, by how it is written."""
    found = (word.spelling for _weight, text in parts for word in each_word(text, language))
    telling = dict.fromkeys(word for word in found if not is_stop_word(word, language))
    read = islice(telling, MOST_READ)
    return {word: topics_of_listing([(1, word)], language, lexicon) for word in read}


def _because(position: int, words: Mapping[str, np.ndarray]) -> tuple[str, ...]:
    nearest = sorted(words, key=lambda word: -words[word][position])[:MOST_NAMED]
    return tuple(word for word in nearest if words[word][position] >= LEAST)
