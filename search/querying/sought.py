"""What is sought besides the words: topics and a direction of meaning. A value, without any engine."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Sought:
    """How likely each topic of the vocabulary is meant, and the centred vector of the query, if any.

    Both are arrays of float32 as bytes: a query can be compared and kept.
    """

    topics: bytes = b""
    vector: bytes = b""
    #: Words count too; only a measurement leaves them out
    with_words: bool = True
    #: How likely the topic is on which words and model agree most
    agreement: float = 0.0
    #: Told in several sentences: most of its words tell, and do not ask
    is_story: bool = False
    #: How sure the model is that somebody is in danger
    danger: float = 0.0

    @property
    def topic_weights(self) -> np.ndarray:
        return np.frombuffer(self.topics, np.float32)

    @property
    def direction(self) -> np.ndarray:
        return np.frombuffer(self.vector, np.float32)

    @property
    def certainty(self) -> float:
        """How sure it is that a topic is meant: how likely the likeliest is."""
        weights = self.topic_weights
        return float(weights.max()) if len(weights) else 0.0
