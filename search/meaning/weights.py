"""What was learned from the vocabulary, stories and examples: which topics a vector speaks of.

The file is made by `manage.py train_topics`. A topic that is not in it is known by its words alone.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np
from django.utils.functional import cached_property

from search.meaning import saved
from search.meaning.learning import softmax
from search.meaning.regression import Regression
from search.meaning.story_layer import StoryLayer
from search.meaning.vectors import centred
from search.understanding.topic_order import in_order
from search.weighing import QUERY_SHARPNESS

FILE = Path(__file__).parent / "topics.npz"
#: Vectors are short steps from their centre: without this the regression would need very large weights
SCALE = 4.0


@dataclass(frozen=True)
class Weights:
    """Regressions on vectors of queries and of listings, their centres, and a layer for stories."""

    topics: tuple[str, ...]
    queries: Regression
    listings: Regression
    query_centre: np.ndarray
    passage_centre: np.ndarray
    story_layer: StoryLayer

    def of_query(self, vector: np.ndarray, topics: tuple[str, ...], *, is_story: bool = False) -> np.ndarray:
        """How likely a centred vector of a query asks for each of these topics."""
        more = self.story_layer.of(vector * SCALE) if is_story else 0
        return self._probabilities((self.queries.of(vector * SCALE) + more) * QUERY_SHARPNESS, topics)

    def of_listing(self, vector: np.ndarray, topics: tuple[str, ...]) -> np.ndarray:
        """How much a centred vector of a listing speaks of each of these topics."""
        return self._probabilities(self.listings.of(vector * SCALE), topics)

    def centred_query(self, vector: np.ndarray) -> np.ndarray:
        return centred(vector, self.query_centre)

    def centred_passage(self, vector: np.ndarray) -> np.ndarray:
        return centred(vector, self.passage_centre)

    @cached_property
    def of_listings(self) -> str:
        """A digest of all that listings are read with: theirs are stale where it is another."""
        read_with = (self.listings.weights, self.listings.bias, self.passage_centre)
        parts = (",".join(self.topics).encode(), *(each.tobytes() for each in read_with))
        return hashlib.blake2b(b"".join(parts), digest_size=8).hexdigest()

    def _probabilities(self, logits: np.ndarray, topics: tuple[str, ...]) -> np.ndarray:
        return in_order(self.topics, topics)(softmax(logits))

    def save(self, path: Path = FILE) -> None:
        saved.save(
            path,
            topics=np.array(self.topics),
            **_saved("query", self.queries),
            **_saved("listing", self.listings),
            query_centre=self.query_centre.astype(np.float32),
            passage_centre=self.passage_centre.astype(np.float32),
            **{name: value.astype(np.float16) for name, value in vars(self.story_layer).items()},
        )

    @classmethod
    def read(cls, path: Path = FILE) -> Self | None:
        """Read the file; None where there is none, or one for another model."""
        if (kept := saved.read(path)) is None:
            return None
        return cls(
            tuple(map(str, kept["topics"])),
            *(_regression(kept, name) for name in ("query", "listing")),
            *(kept[name] for name in ("query_centre", "passage_centre")),
            StoryLayer(*(kept[each.name].astype(np.float32) for each in fields(StoryLayer))),
        )


def _saved(name: str, regression: Regression) -> dict[str, np.ndarray]:
    return {
        f"{name}_weights": regression.weights.astype(np.float16),
        f"{name}_bias": regression.bias.astype(np.float32),
    }


def _regression(kept: Mapping[str, np.ndarray], name: str) -> Regression:
    return Regression(kept[f"{name}_weights"].astype(np.float32), kept[f"{name}_bias"])


@cache
def get_weights() -> Weights | None:
    """Return those of this process."""
    return Weights.read()
