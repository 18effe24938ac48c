"""What was learned from the vocabulary: which topics a vector speaks of.

The file is made by `manage.py train_topics`. A topic that is not in it is known by its words alone.
"""

import hashlib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np
from django.utils.functional import cached_property

from search.meaning.learning import softmax
from search.meaning.model import NAME
from search.meaning.story_layer import StoryLayer
from search.meaning.vectors import centred

FILE = Path(__file__).parent / "topics.npz"
#: Vectors are short steps from their centre: without this the regression would need very large weights
SCALE = 4.0
#: How sharp the topics of a query are, and of a listing, which speaks of several things
QUERY_SHARPNESS, LISTING_SHARPNESS = 1.13, 0.6


@dataclass(frozen=True)
class Weights:
    """A regression on vectors of queries, a layer for stories, and the centres of queries and passages."""

    topics: tuple[str, ...]
    weights: np.ndarray
    bias: np.ndarray
    query_centre: np.ndarray
    passage_centre: np.ndarray
    story_layer: StoryLayer

    def of_query(self, vector: np.ndarray, topics: tuple[str, ...], *, is_story: bool = False) -> np.ndarray:
        """How likely a centred vector of a query asks for each of these topics."""
        more = self.story_layer.of(vector * SCALE) if is_story else 0
        return self._probabilities(self._logits(vector) + more, topics, QUERY_SHARPNESS)

    def of_listing(self, vector: np.ndarray, topics: tuple[str, ...]) -> np.ndarray:
        """How much a centred vector of a listing speaks of each of these topics."""
        return self._probabilities(self._logits(vector), topics, LISTING_SHARPNESS)

    def centred_query(self, vector: np.ndarray) -> np.ndarray:
        return centred(vector, self.query_centre)

    def centred_passage(self, vector: np.ndarray) -> np.ndarray:
        return centred(vector, self.passage_centre)

    @cached_property
    def of_listings(self) -> str:
        """A digest of all that listings are read with: theirs are stale where it is another."""
        read_with = (self.weights, self.bias, self.passage_centre)
        parts = (",".join(self.topics).encode(), *(each.tobytes() for each in read_with))
        return hashlib.blake2b(b"".join(parts), digest_size=8).hexdigest()

    def _logits(self, vector: np.ndarray) -> np.ndarray:
        return vector * SCALE @ self.weights + self.bias

    def _probabilities(self, logits: np.ndarray, topics: tuple[str, ...], sharpness: float) -> np.ndarray:
        return _in_order(self.topics, topics)(softmax(logits * sharpness))

    def save(self, path: Path = FILE) -> None:
        np.savez_compressed(
            path,
            model=NAME,
            topics=np.array(self.topics),
            weights=self.weights.astype(np.float16),
            bias=self.bias.astype(np.float32),
            query_centre=self.query_centre.astype(np.float32),
            passage_centre=self.passage_centre.astype(np.float32),
            **{name: value.astype(np.float16) for name, value in vars(self.story_layer).items()},
        )

    @classmethod
    def read(cls, path: Path = FILE) -> Self | None:
        """Read the file; None where there is none, or one for another model."""
        if not path.exists():
            return None
        with np.load(path) as kept:
            if str(kept["model"]) != NAME:
                return None
            return cls(
                tuple(map(str, kept["topics"])),
                kept["weights"].astype(np.float32),
                *(kept[name] for name in ("bias", "query_centre", "passage_centre")),
                StoryLayer(*(kept[each.name].astype(np.float32) for each in fields(StoryLayer))),
            )


@cache
def get_weights() -> Weights | None:
    """Return those of this process."""
    return Weights.read()


@cache
def _in_order(known: tuple[str, ...], wanted: tuple[str, ...]):
    """A function that brings values of known topics into another order; an unknown topic has 0."""
    places = {topic: place for place, topic in enumerate(known)}
    # The value after the last one is 0
    order = np.array([places.get(topic, len(known)) for topic in wanted], int)
    return lambda values: np.append(values, 0.0)[order]
