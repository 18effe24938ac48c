"""Which topics the pieces of a text tell of, as it was typed and in Finnish: those whose texts have them more
often than others.

The sentence model knows what words mean together, and the vocabulary is searched for the nearest texts.
Pieces tell what is between: what nobody thought of as a term stands in many stories of one topic. Where the
dictionary knows a text in Finnish, stories of all languages tell it together.
"""

import hashlib
import json
import re
import shutil
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np

from search.analysis.folding import fold
from search.understanding.lexicon import Lists
from search.understanding.reading import Typed
from search.understanding.topic_order import in_order

#: A file for each array, mapped: a process has in memory what it has read, and all of them have it together
FOLDER = Path(__file__).with_name("learned_pieces")
SIZES = (3, 4, 5)
#: Words of Finnish that stand at most so far apart make a pair; the dictionary keeps each language's order
FAR_APART = 3
#: Pieces share a number with others now and then, which is less harm than a table of strings
NUMBERS = 2**17
#: A piece that stands in more texts than this share tells nothing
IN_MOST = 0.1
#: How many times as often a piece stands in texts of a topic as in all, as a logarithm: what tells less is
#: left out, of what was typed and of the Finnish. What each finds is told in evaluation/README.md
TELLING_AS_TYPED, TELLING_IN_FINNISH = 1.5, 0.0
#: Of the whole numbers in which it is kept
PRECISION = 40
_WORD = re.compile(r"[^\W_]+")


class Told(NamedTuple):
    """A text of a topic, and how much it counts."""

    topic: str
    worth: float
    typed: Typed


@dataclass(frozen=True)
class Table:
    """How rare each piece is, and by its number which topics it tells of, by their places, and how much."""

    rarities: np.ndarray
    lists: Lists

    def of(self, pieces: Iterable[str], topics: int) -> np.ndarray:
        """How much they tell of each topic: standard deviations above the average of all."""
        numbers, values = _numbers(pieces)
        found = self.lists.of(numbers, values * self.rarities[numbers], topics)
        return (found - found.mean()) / (found.std() or 1.0)

    def arrays(self) -> dict[str, np.ndarray]:
        lists = self.lists
        return {
            "rarities": self.rarities,
            "starts": lists.starts,
            "told": lists.things,
            "weights": lists.weights,
        }

    @classmethod
    def read(cls, folder: Path, name: str) -> Self:
        rarities, *lists = (
            np.asarray(np.load(folder / f"{name}-{part}.npy", mmap_mode="r"))
            for part in ("rarities", "starts", "told", "weights")
        )
        return cls(rarities, Lists(*lists))


@dataclass(frozen=True)
class Pieces:
    """What was learned of pieces as they were typed, and of those of the Finnish."""

    topics: tuple[str, ...]
    as_typed: Table
    in_finnish: Table

    def of(self, typed: Typed, topics: tuple[str, ...]) -> np.ndarray:
        """How much a text tells of each of these topics, by both tables together."""
        size = len(self.topics)
        found = self.as_typed.of(_as_typed(typed), size) + self.in_finnish.of(_in_finnish(typed), size)
        return in_order(self.topics, topics)(found)

    @cached_property
    def digest(self) -> str:
        """Of all that texts are read with: what was kept of them is stale where it is another."""
        digest = hashlib.blake2b(",".join(self.topics).encode(), digest_size=8)
        for array in (*self.as_typed.arrays().values(), *self.in_finnish.arrays().values()):
            digest.update(array)
        return digest.hexdigest()

    def save(self, folder: Path = FOLDER) -> None:
        """Write a new folder, whole or not at all: processes go on reading the files of the old one."""
        building = folder.with_name(f"{folder.name}.building")
        shutil.rmtree(building, ignore_errors=True)
        building.mkdir(parents=True)
        for name, table in (("typed", self.as_typed), ("finnish", self.in_finnish)):
            for part, array in table.arrays().items():
                np.save(building / f"{name}-{part}.npy", array)
        (building / "topics.json").write_text(json.dumps(self.topics), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        building.rename(folder)

    @classmethod
    def read(cls, folder: Path = FOLDER) -> Self:
        topics = json.loads((folder / "topics.json").read_text(encoding="utf-8"))
        return cls(tuple(topics), *(Table.read(folder, name) for name in ("typed", "finnish")))


def learn(texts: Iterable[Told], topics: tuple[str, ...]) -> Pieces:
    """Learn from texts of topics in all languages; those of other topics are left out."""
    places = {topic: place for place, topic in enumerate(topics)}
    known = [each for each in texts if each.topic in places]
    labels = [(places[each.topic], each.worth) for each in known]

    def learned(pieces_of: Callable[[Typed], Iterator[str]], telling: float) -> Table:
        return _table([_numbers(pieces_of(each.typed)) for each in known], labels, len(topics), telling)

    return Pieces(topics, learned(_as_typed, TELLING_AS_TYPED), learned(_in_finnish, TELLING_IN_FINNISH))


def _table(
    found: Sequence[tuple[np.ndarray, np.ndarray]],
    labels: Iterable[tuple[int, float]],
    topics: int,
    least: float,
) -> Table:
    rarities = _rarities(found)
    sums = np.zeros(NUMBERS * topics, np.float32)
    for (place, worth), (numbers, values) in zip(labels, found, strict=True):
        weighed = values * rarities[numbers]
        length = float(np.sqrt(weighed @ weighed))
        if length:
            sums[numbers * topics + place] += worth * weighed / length
    return _kept(rarities, sums.reshape(NUMBERS, topics), least)


def _rarities(found: Sequence[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    having = np.zeros(NUMBERS, np.int32)
    for numbers, _values in found:
        having[numbers] += 1
    rare = np.log((len(found) + 1) / (having + 1)) + 1
    return np.where(having < IN_MOST * len(found), rare, 0).astype(np.float32)


def _kept(rarities: np.ndarray, sums: np.ndarray, least: float) -> Table:
    expected = sums.sum(1, keepdims=True) * (sums.sum(0) / max(float(sums.sum()), 1e-9))
    telling = np.log(np.maximum(sums, 1e-9) / np.maximum(expected, 1e-9))
    weights = np.minimum(np.rint(telling * PRECISION), 255)
    numbers, told = np.nonzero((sums > 0) & (telling > least) & (weights > 0))
    starts = np.searchsorted(numbers, np.arange(NUMBERS + 1))
    lists = Lists(starts.astype(np.int32), told.astype(np.uint16), weights[numbers, told].astype(np.uint8))
    return Table(rarities.astype(np.float16), lists)


def _numbers(pieces: Iterable[str]) -> tuple[np.ndarray, np.ndarray]:
    """The numbers of pieces, each once, and what each counts by how often it comes."""
    counted = Counter(zlib.crc32(piece.encode()) % NUMBERS for piece in pieces)
    return (
        np.fromiter(counted.keys(), np.int64, len(counted)),
        1 + np.log(np.fromiter(counted.values(), np.float32, len(counted))),
    )


def _as_typed(typed: Typed) -> Iterator[str]:
    for word in _words(typed.text):
        yield from _cut(word)


def _in_finnish(typed: Typed) -> Iterator[str]:
    """Letters, for other forms of a word, whole words, and pairs of them in any order."""
    words = _words(typed.in_finnish)
    for at, word in enumerate(words):
        yield from _cut(word)
        yield f"={word}"
        yield from (" + ".join(sorted((word, other))) for other in words[at + 1 : at + 1 + FAR_APART])


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text, ""))


def _cut(word: str) -> Iterator[str]:
    padded = f" {word} "
    for size in SIZES:
        for first in range(max(1, len(padded) - size + 1)):
            yield padded[first : first + size]


@cache
def get_pieces() -> Pieces:
    """Return those of this process."""
    return Pieces.read()
