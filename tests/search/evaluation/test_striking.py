"""The topic of what a query needs is struck out: nothing of it counts, and the rest counts as before."""

import numpy as np
import pytest

from search.evaluation.sets import JudgementSet
from search.evaluation.striking import topics_of_right, without_topics
from search.models import ListingMeaning
from search.querying.sought import Sought

SOUGHT = Sought(np.array([0.5, 0.3, 0.2], np.float32).tobytes(), b"meaning", agreement=0.4)


def meaning(service_id: int, *nearness: int) -> ListingMeaning:
    return ListingMeaning.objects.create(service_id=service_id, vector=b"", topics=bytes(nearness))


@pytest.mark.django_db
def test_topics_are_those_that_the_right_listings_are_nearest_to():
    for key, nearness in ((11, (0, 9, 1)), (12, (5, 0, 1)), (13, (0, 0, 7))):
        meaning(key, *nearness)
    judged = JudgementSet([], [], {"q1": {"swim": 3, "pool": 3, "chess": 1}, "q2": {"none": 3}})

    struck = topics_of_right(judged, {11: "swim", 12: "pool", 13: "chess"})

    assert struck == {"q1": {0, 1}, "q2": frozenset()}


def test_query_asks_for_no_topic_that_is_struck_out():
    struck = without_topics(SOUGHT, {0})

    assert struck.topic_weights.tolist() == pytest.approx([0, 0.3, 0.2])
    assert (struck.vector, struck.agreement) == (b"meaning", 0.0)


def test_query_is_as_it_was_where_nothing_is_struck_out():
    assert without_topics(SOUGHT, ()) is SOUGHT
    assert without_topics(None, {0}) is None
