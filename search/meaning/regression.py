"""How likely texts are about each topic: a regression on their vectors."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from search.meaning.learning import Adam, softmax
from search.meaning.model import DIMENSIONS

SEED = 1


@dataclass(frozen=True, slots=True)
class Pace:
    """How a regression is learned; `decay` draws it back to where it began."""

    steps: int
    batch: int
    rate: float
    decay: float


@dataclass(frozen=True)
class Regression:
    """Arrays inputs × topics, and topics; there are DIMENSIONS inputs, unless more is told than a vector."""

    weights: np.ndarray
    bias: np.ndarray

    @classmethod
    def new(cls, topics: int, inputs: int = DIMENSIONS) -> Self:
        return cls(np.zeros((inputs, topics), np.float32), np.zeros(topics, np.float32))

    def of(self, vectors: np.ndarray) -> np.ndarray:
        """Logits, a row for each vector, or one."""
        return vectors @ self.weights + self.bias

    def times(self, sharpness: float) -> Self:
        """One that is surer of its topics, or less sure."""
        return type(self)(self.weights * np.float32(sharpness), self.bias * np.float32(sharpness))


def fit(
    vectors: np.ndarray, labels: np.ndarray, worth: np.ndarray, begin: Regression, pace: Pace
) -> Regression:
    """Go on from a regression by samples of the texts, always the same ones."""
    chance = np.random.default_rng(SEED)
    learned = Regression(begin.weights.copy(), begin.bias.copy())
    adam = Adam((learned.weights, learned.bias))
    for step in range(1, pace.steps + 1):
        chosen = chance.integers(0, len(vectors), min(pace.batch, len(vectors)))
        wrong = softmax(learned.of(vectors[chosen]))
        wrong[np.arange(len(chosen)), labels[chosen]] -= 1
        wrong *= worth[chosen, None] / len(chosen)
        drawn_back = pace.decay * (learned.weights - begin.weights)
        slopes = vectors[chosen].T @ wrong + drawn_back, wrong.sum(0)
        adam.step(slopes, pace.rate * max(0.2, 1 - 0.8 * step / pace.steps))
    return learned
