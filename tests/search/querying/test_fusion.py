"""What words, topics and meaning give together."""

import numpy as np
import pytest

from search.querying.fusion import Channels, fuse, near_enough, nothing, table_of
from search.querying.sought import Sought
from search.weighing import MOST_BY_MEANING


def _fused(certainty: float, **channels: list[float]) -> np.ndarray:
    zeros = np.zeros(2)
    values = {"words": zeros, "topics": zeros, "nearness": zeros}
    return fuse(Channels(**values | {name: np.array(each) for name, each in channels.items()}), certainty)


def test_nothing_gives_nothing():
    assert _fused(0.5).tolist() == [0, 0]


@pytest.mark.parametrize("channel", ["words", "topics", "nearness"])
def test_more_of_each_channel_gives_more(channel):
    less, more = _fused(0.0, **{channel: [0.2, 0.4]})

    assert 0 < less < more


def test_an_unsure_topic_gives_way_to_the_model():
    channels = {"topics": [0.08, 0.03], "nearness": [0.1, 0.5]}

    assert _fused(1.0, **channels).argmax() == 0
    assert _fused(0.0, **channels).argmax() == 1


def test_words_of_a_story_say_less_than_those_of_a_query():
    channels = Channels(np.array([0.05, 0.0]), np.array([0.1, 0.13]), np.zeros(2))

    assert fuse(channels, 1.0, table_of(Sought())).argmax() == 0
    assert fuse(channels, 1.0, table_of(Sought(is_story=True))).argmax() == 1


def test_who_types_a_name_gets_that_listing():
    assert _fused(1.0, words=[1.0, 0.1], topics=[0.0, 0.9]).argmax() == 0


def test_only_listings_near_the_best_are_found():
    fused, offered = np.array([0.9, 0.8, 0.1, 0.85]), np.array([True, True, True, False])

    assert near_enough(fused, offered).tolist() == [True, True, False, False]


def test_letters_without_meaning_find_nothing():
    assert not near_enough(np.array([0.17, 0.16]), np.ones(2, bool)).any()


def test_others_do_not_vanish_beside_a_listing_whose_name_was_typed():
    assert near_enough(np.array([1.3, 0.5, 0.1]), np.ones(3, bool)).tolist() == [True, True, False]


def test_not_everything_is_found_where_all_are_alike():
    fused = np.linspace(0.8, 0.9, 3 * MOST_BY_MEANING)

    assert near_enough(fused, np.ones(len(fused), bool)).sum() == MOST_BY_MEANING


KNOWN_TOPIC = np.ones(1, np.float32).tobytes()


@pytest.mark.parametrize("sought", [Sought(topics=KNOWN_TOPIC), Sought(vector=b"0000")])
def test_with_the_model_or_topics_alone_less_is_enough(sought):
    fused = np.array([0.17, 0.16, 0.05])
    with_both = Sought(KNOWN_TOPIC, b"0000")

    assert near_enough(fused, np.ones(3, bool), nothing(sought)).tolist() == [True, True, False]
    assert not near_enough(fused, np.ones(3, bool), nothing(with_both)).any()
