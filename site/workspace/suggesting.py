"""Topics that the words of a listing speak of: offered to be ticked, never chosen by themselves."""

import numpy as np
from django.utils.translation import get_language

from directory.models import Service
from directory.reading.vocabulary import Term, vocabulary
from search import vocabulary as prepared
from search.understanding import topics_of_listing
from workspace.forms.fields import column

#: As search weighs them (search.deriving)
WEIGHED = {"name": 3.0, "summary": 2.0, "description": 1.0}
MOST = 5
#: Likeness beneath which a topic shares only words that any listing has, and how far behind the first one
LEAST, NEAR_THE_FIRST = 0.08, 0.35


def suggested_topics(listing: Service) -> list[Term]:
    """The nearest first, in the reader's words; none where search does not know topics."""
    lexicon = prepared.lexicon() if prepared.is_used() else None
    if lexicon is None:
        return []
    language = listing.original_language
    parts = [(weight, getattr(listing, column(name, language)) or "") for name, weight in WEIGHED.items()]
    near = topics_of_listing(parts, language, lexicon)
    least = max(LEAST, NEAR_THE_FIRST * float(near.max(initial=0)))
    known = vocabulary(get_language())
    best = [lexicon.topics[position] for position in np.argsort(-near)[:MOST] if near[position] >= least]
    return [term for code in best if (term := known.topic(code))]
