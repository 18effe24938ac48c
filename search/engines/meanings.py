"""What all listings are about, side by side: compared with a query by products of matrices."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from search.meaning.vectors import MOST_NEAR
from search.querying.sought import Sought

#: Rows turned into numbers of the processor at a time: they stay in its cache
BLOCK = 512


@dataclass(frozen=True, slots=True)
class Meanings:
    """A row for each listing, of zeros where nothing is known of it."""

    vectors: np.ndarray
    lengths: np.ndarray
    topics: np.ndarray

    @classmethod
    def of(cls, vectors: Sequence[np.ndarray], topics: Sequence[np.ndarray]) -> Self:
        joined = _joined(vectors, np.int8)
        lengths = np.array([np.linalg.norm(each.astype(np.float32)) for each in vectors])
        return cls(joined, np.maximum(lengths, 1e-9), _joined(topics, np.uint8))

    def near_topics(self, sought: Sought) -> np.ndarray:
        """How near each listing is to the topics that are sought."""
        return _products(self.topics, sought.topic_weights) * (MOST_NEAR / 255)

    def nearness(self, sought: Sought) -> np.ndarray:
        """The cosine of each listing's vector with the query's."""
        return _products(self.vectors, sought.direction) / self.lengths


def _products(rows: np.ndarray, values: np.ndarray) -> np.ndarray:
    """The product of each row with the values; of what one of them has more than the other nothing counts."""
    width = min(rows.shape[1], len(values))
    found = np.zeros(len(rows), np.float32)
    if width and values.any():
        for start in range(0, len(rows), BLOCK):
            block = rows[start : start + BLOCK, :width].astype(np.float32)
            found[start : start + BLOCK] = block @ values[:width]
    return found


def _joined(rows: Sequence[np.ndarray], kind: type) -> np.ndarray:
    joined = np.zeros((len(rows), max(map(len, rows), default=0)), kind)
    for number, row in enumerate(rows):
        joined[number, : len(row)] = row
    return joined
