"""Queries asked as if the vocabulary lacked the topic of what they need: what no topic names."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from search.evaluation.sets import JudgementSet
from search.models import ListingMeaning
from search.querying.sought import Sought

#: The grade of a listing that is what the person asks for
RIGHT = 3

#: By query, the places in the vocabulary of the topics that are struck out
Struck = Mapping[str, frozenset[int]]


def topics_of_right(judged: JudgementSet, known: Mapping[int, str]) -> Struck:
    """The topics that the right listings of each query are nearest to; `known` are the ids of the rows."""
    nearest = nearest_topics(known)
    return {
        qid: frozenset(nearest[each] for each, grade in grades.items() if grade == RIGHT and each in nearest)
        for qid, grades in judged.judgements.items()
    }


def nearest_topics(known: Mapping[int, str]) -> dict[str, int]:
    """The place in the vocabulary of the topic that each listing is most about, by the id of the set."""
    rows = ListingMeaning.objects.filter(service_id__in=list(known)).values_list("service_id", "topics")
    return {known[key]: int(np.frombuffer(topics, np.uint8).argmax()) for key, topics in rows}


def without_topics(sought: Sought | None, struck: Iterable[int]) -> Sought | None:
    """What a query asks for without these topics: words and model agree on none."""
    places = list(struck)
    if sought is None or not places:
        return sought
    weights = sought.topic_weights.copy()
    weights[places] = 0
    return replace(sought, topics=weights.tobytes(), agreement=0.0)
