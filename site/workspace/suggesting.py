"""Topics that the words of a listing speak of: offered to be ticked, never chosen by themselves."""

from dataclasses import dataclass

import numpy as np
from django.utils.translation import get_language

from directory.models import Service
from directory.reading.vocabulary import Term, vocabulary
from search import vocabulary as prepared
from search.understanding import topics_of_listing
from workspace.forms.fields import column

#: As search weighs them (search.deriving)
WEIGHED = {"name": 3.0, "summary": 2.0, "description": 1.0}
#: Of topics so near, and not much farther than the first, four in five are right; of those
#: beneath, one in six (measured on the listings of the demo, whose topics people chose)
SURE, SURE_NEAR_THE_FIRST, MOST_SURE = 0.12, 0.5, 3
#: Likeness beneath which a topic shares only words that any listing has, and how far behind the first one
LEAST, NEAR_THE_FIRST, MOST = 0.08, 0.35, 5


@dataclass(frozen=True)
class Suggested:
    """Topics, the nearest first, in the reader's words: few that are sure, and those that may be right."""

    sure: tuple[Term, ...] = ()
    perhaps: tuple[Term, ...] = ()


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
    return Suggested(_terms(sure, lexicon.topics), _terms(others, lexicon.topics))


def _nearest(near: np.ndarray, least: float, most: int) -> list[int]:
    return [int(position) for position in np.argsort(-near)[:most] if near[position] >= least]


def _terms(positions: list[int], topics: list[str]) -> tuple[Term, ...]:
    known = vocabulary(get_language())
    return tuple(term for position in positions if (term := known.topic(topics[position])))
