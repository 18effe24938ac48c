"""How likely each topic is meant by a text: by the model, and by pieces of its words."""

import numpy as np

from search.meaning.weights import Weights
from search.understanding.pieces import Pieces
from search.understanding.reading import Typed
from search.weighing import PIECES


def likely_topics(
    typed: Typed, vector: np.ndarray, weights: Weights, pieces: Pieces | None, *, is_told: bool
) -> np.ndarray:
    """Shares of all topics that were learned, in the order of `weights`; the vector is centred."""
    by_model = weights.of_query(vector, weights.topics, is_story=is_told)
    if pieces is None:
        return by_model
    found = by_model * np.exp(PIECES * pieces.of(typed, weights.topics))
    return found / found.sum()
