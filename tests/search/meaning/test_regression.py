"""A regression goes on from what is known, and stays near it where little is told."""

import numpy as np

from search.meaning import regression
from search.meaning.model import DIMENSIONS
from search.meaning.regression import Pace, Regression

FREE, HELD = (Pace(steps=200, batch=64, rate=0.05, decay=decay) for decay in (0.0, 1.0))


def _told() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Texts of two topics, by the sign of their first number."""
    chance = np.random.default_rng(4)
    vectors = np.zeros((200, DIMENSIONS), np.float32)
    vectors[:, 0] = chance.choice([-1, 1], 200)
    return vectors, (vectors[:, 0] > 0).astype(int), np.ones(200, np.float32)


def test_topics_are_told_apart_by_what_was_learned():
    vectors, labels, worth = _told()

    learned = regression.fit(vectors, labels, worth, Regression.new(2), FREE)

    assert (learned.of(vectors).argmax(1) == labels).all()


def test_what_was_known_is_held_by_decay_and_left_as_it_was():
    vectors, labels, worth = _told()
    known = Regression.new(2)
    known.weights[0] = 1, -1

    held, free = (regression.fit(vectors, labels, worth, known, pace) for pace in (HELD, FREE))

    assert held.weights[0, 1] < free.weights[0, 1]
    assert known.weights[0].tolist() == [1, -1]


def test_text_that_counts_for_nothing_teaches_nothing():
    vectors, labels, _worth = _told()

    learned = regression.fit(vectors, labels, np.zeros(200, np.float32), Regression.new(2), FREE)

    assert not learned.weights.any()
    assert not learned.bias.any()
