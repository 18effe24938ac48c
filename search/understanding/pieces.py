"""Which topics the pieces of a text's words tell of: those whose texts have them more often than others.

The sentence model knows what words mean together, and the vocabulary is searched for the nearest texts.
Pieces of words tell what is between: what nobody thought of as a term stands in many stories of one topic.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np

from search.analysis.folding import fold
from search.understanding.topic_order import in_order

FILE = Path(__file__).with_name("pieces.npz")
SIZES = (3, 4, 5)
#: Pieces share a number with others now and then, which is less harm than a table of strings
NUMBERS = 2**17
#: A piece that stands in more texts than this share tells nothing
IN_MOST = 0.1
#: How many times as often a piece stands in texts of a topic as in all, as a logarithm: what tells less is
#: left out. With the rest the topic of 3,000 stories held back is first for .426; with all that tell 0.5,
#: twice as many, for .435, and with those that tell 2 for .413
TELLING = 1.5
#: Of the whole numbers in which it is kept
PRECISION = 40
_WORD = re.compile(r"[^\W_]+")


class Told(NamedTuple):
    """A text of a topic, and how much it counts."""

    topic: str
    worth: float
    text: str


@dataclass(frozen=True)
class Pieces:
    """What was learned: the topics of piece n are from `starts[n]` on, each with how much it tells of it."""

    topics: tuple[str, ...]
    rarities: np.ndarray
    starts: np.ndarray
    told: np.ndarray
    weights: np.ndarray

    def of(self, text: str, topics: tuple[str, ...]) -> np.ndarray:
        """How much a text tells of each of these topics: standard deviations above the average of all."""
        numbers, values = _numbers(text)
        values = values * self.rarities[numbers]
        begins, ends = self.starts[numbers], self.starts[numbers + 1]
        lengths = ends - begins
        within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        at = np.repeat(begins, lengths) + within
        weighed = self.weights[at] * np.repeat(values, lengths)
        found = np.bincount(self.told[at], weighed, minlength=len(self.topics))
        return in_order(self.topics, topics)((found - found.mean()) / (found.std() or 1.0))

    def save(self, path: Path = FILE) -> None:
        arrays = {name: getattr(self, name) for name in ("rarities", "starts", "told", "weights")}
        np.savez_compressed(path, topics=np.array(self.topics), **arrays)

    @classmethod
    def read(cls, path: Path = FILE) -> Self:
        with np.load(path) as kept:
            arrays = (kept[name] for name in ("rarities", "starts", "told", "weights"))
            return cls(tuple(map(str, kept["topics"])), *arrays)


def learn(texts: Sequence[Told], topics: tuple[str, ...]) -> Pieces:
    """Learn from texts of topics in all languages; those of other topics are left out."""
    places = {topic: place for place, topic in enumerate(topics)}
    texts = [each for each in texts if each.topic in places]
    found = [_numbers(each.text) for each in texts]
    rarities = _rarities(found)
    sums = np.zeros(NUMBERS * len(topics), np.float32)
    for told, (numbers, values) in zip(texts, found, strict=True):
        weighed = values * rarities[numbers]
        length = float(np.sqrt(weighed @ weighed))
        if length:
            sums[numbers * len(topics) + places[told.topic]] += told.worth * weighed / length
    return _kept(topics, rarities, sums.reshape(NUMBERS, len(topics)))


def _rarities(found: Iterable[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    having, texts = np.zeros(NUMBERS, np.int32), 0
    for numbers, _values in found:
        having[numbers] += 1
        texts += 1
    rare = np.log((texts + 1) / (having + 1)) + 1
    return np.where(having < IN_MOST * texts, rare, 0).astype(np.float32)


def _kept(topics: tuple[str, ...], rarities: np.ndarray, sums: np.ndarray) -> Pieces:
    expected = sums.sum(1, keepdims=True) * (sums.sum(0) / max(float(sums.sum()), 1e-9))
    telling = np.log(np.maximum(sums, 1e-9) / np.maximum(expected, 1e-9))
    numbers, told = np.nonzero((sums > 0) & (telling > TELLING))
    weights = np.minimum(np.rint(telling[numbers, told] * PRECISION), 255)
    starts = np.searchsorted(numbers, np.arange(NUMBERS + 1))
    return Pieces(
        topics,
        rarities.astype(np.float16),
        starts.astype(np.int32),
        told.astype(np.uint16),
        weights.astype(np.uint8),
    )


def _numbers(text: str) -> tuple[np.ndarray, np.ndarray]:
    """The numbers of a text's pieces, each once, and what each counts by how often it comes."""
    counted = Counter(zlib.crc32(piece.encode()) % NUMBERS for piece in _pieces(text))
    return (
        np.fromiter(counted.keys(), np.int64, len(counted)),
        1 + np.log(np.fromiter(counted.values(), np.float32, len(counted))),
    )


def _pieces(text: str) -> Iterable[str]:
    for word in _WORD.findall(fold(text, "")):
        padded = f" {word} "
        for size in SIZES:
            for first in range(max(1, len(padded) - size + 1)):
                yield padded[first : first + size]


@cache
def get_pieces() -> Pieces:
    """Return those of this process."""
    return Pieces.read()
