"""How likely each topic is meant by a text: by the model, and by pieces of its words."""

import numpy as np

from search.meaning.learning import softmax
from search.meaning.weights import Weights
from search.understanding.pieces import Pieces
from search.understanding.reading import Typed
from search.weighing import PIECES, PIECES_OF_LISTING, PIECES_OF_LISTING_ALONE


def likely_topics(
    typed: Typed, vector: np.ndarray, weights: Weights, pieces: Pieces | None, *, is_told: bool
) -> np.ndarray:
    """Shares of all topics that were learned, in the order of `weights`; a query's vector is centred."""
    by_model = weights.of_query(vector, weights.topics, is_story=is_told)
    if pieces is None:
        return by_model
    return shares(by_model * np.exp(PIECES * pieces.of(typed, weights.topics)))


def likely_of_listing(typed: Typed, by_model: np.ndarray | None, pieces: Pieces) -> np.ndarray:
    """Shares of all topics in what a listing says, in the order of `pieces`, as those of the model are.

    Without a model pieces are surer of them than beside it; where they know nothing there are none.
    """
    told = pieces.of(typed, pieces.topics)
    if by_model is None:
        return softmax(PIECES_OF_LISTING_ALONE * told) * told.any()
    return shares(by_model * np.exp(PIECES_OF_LISTING * told))


def shares(values: np.ndarray) -> np.ndarray:
    """Parts of the whole; nothing has none."""
    return values / max(float(values.sum()), 1e-9)
