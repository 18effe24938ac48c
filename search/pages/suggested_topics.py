"""Topics that letters being typed may mean: with slips, from the middle of words, by what people call them
in any language.

Their labels are shown in the reader's language, never the word that they were found by.
"""

from dataclasses import replace

import numpy as np

from directory.reading.vocabulary import vocabulary as labels
from search.analysis.scripts import script_of
from search.documents import TOPIC_KINDS
from search.pages.suggested_areas import areas_called
from search.querying.results import Suggestion
from search.topics import vocabulary
from search.understanding import topics_of_letters

#: Fewer letters may mean anything; of Chinese two are a word
SHORTEST, SHORTEST_WITHOUT_SPACES = 3, 2
MOST = 3
#: A topic less like the letters than this is not meant, nor one so much less like them than the best
LEAST, SHARE_OF_BEST = 0.1, 0.6
#: A sensitive one is a guess that hurts: nobody who types "Muslim" or "my husband" has asked about it yet.
#: Words that ask for it are liker: on the vocabulary "gay" .9, "condom" .6, "my husband" .4
LEAST_SENSITIVE = 0.5


def with_topics(found: list[Suggestion], text: str, language: str, limit: int = 8) -> list[Suggestion]:
    """Names that begin like the text, areas called so and topics that it may mean; `limit` in all.

    Topics come first, but a guess stands behind a place that is called so.
    """
    known = {each.code for each in found}
    meant = [each for each in _meant(text, language) if each.code not in known]
    topics = [_in_own_words(each, language) for each in found if each.kind in TOPIC_KINDS]
    areas = [each for each in found if each.kind == "area"]
    others = [each for each in found if each.kind not in (*TOPIC_KINDS, "area")]
    called = [each for each in areas_called(text, language) if each.code not in known]
    return [*topics, *areas, *called, *meant[: max(0, MOST - len(topics))], *others][:limit]


def _in_own_words(found: Suggestion, language: str) -> Suggestion:
    """The name by which the reader knows it, where it was found by that in another language."""
    term = labels(language).topic(found.code)
    return replace(found, label=term.name, language=term.language_code) if term else found


def _meant(text: str, language: str) -> list[Suggestion]:
    shortest = SHORTEST if script_of(text) else SHORTEST_WITHOUT_SPACES
    is_long_enough = len(text.strip()) >= shortest
    lexicon = vocabulary.lexicon() if is_long_enough and vocabulary.uses("topics") else None
    if lexicon is None or not lexicon.topics:
        return []
    likeness = topics_of_letters(text, language, lexicon)
    best = np.argsort(-likeness, kind="stable")[:MOST]
    least = max(LEAST, SHARE_OF_BEST * float(likeness[best[0]]))
    terms = labels(language)
    near = [(terms.topic(lexicon.topics[place]), likeness[place]) for place in best]
    return [
        Suggestion("topic", term.code, term.name, term.language_code)
        for term, like in near
        if term and like >= (max(least, LEAST_SENSITIVE) if term.is_sensitive else least)
    ]
