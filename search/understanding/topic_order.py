"""What was learned of topics, put into the order in which a vocabulary has them."""

from collections.abc import Callable
from functools import cache

import numpy as np


@cache
def in_order(known: tuple[str, ...], wanted: tuple[str, ...]) -> Callable[[np.ndarray], np.ndarray]:
    """A function that brings values of known topics into another order; an unknown topic has 0."""
    places = {topic: place for place, topic in enumerate(known)}
    # The value after the last one is 0
    order = np.array([places.get(topic, len(known)) for topic in wanted], int)
    return lambda values: np.append(values, 0.0)[order]
