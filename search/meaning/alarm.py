"""Whether a text tells of danger without a word for it: by its vector, and by the topics that it may ask for.

Lists of words hear what is said outright, with or without the model (search.understanding.danger).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np

from search.meaning import regression, saved
from search.meaning.learning import softmax
from search.meaning.model import DIMENSIONS
from search.meaning.regression import Pace, Regression
from search.meaning.weights import SCALE
from search.understanding.stories import length
from search.understanding.topic_order import in_order

FILE = Path(__file__).with_name("alarm.npz")
#: A file for each language, lines of a kind and a text
FOLDER = Path(__file__).parent / "danger"
HARMLESS = "-"
#: In words: what is shorter is left to the lists. "I don't want to live alone" is near to what it is not
SHORTEST = 7
#: How likely at least it is taken that a topic of danger is meant, before the logarithm
LEAST = 1e-4
PACE = Pace(steps=500, batch=2_000, rate=0.05, decay=1e-3)


class Example(NamedTuple):
    """A text as it was typed, whether it tells of danger, and how much it counts."""

    language: str
    text: str
    is_danger: bool
    worth: float = 1.0


@dataclass(frozen=True)
class Alarm:
    """The topics of danger, and a regression on a vector and on how likely one of them is meant.

    `pieces` is the digest of those that helped to tell how likely that is.
    """

    topics: tuple[str, ...]
    regression: Regression
    pieces: str = ""

    def of(self, text: str, vector: np.ndarray, likely: np.ndarray, topics: tuple[str, ...]) -> float:
        """How sure it is that a text with this centred vector, and topics so likely, tells of danger."""
        if length(text) < SHORTEST:
            return 0.0
        features = _features(vector, _share(likely, topics, self.topics))
        return float(softmax(self.regression.of(features))[1])

    def save(self, path: Path = FILE) -> None:
        saved.save(path, topics=np.array(self.topics), pieces=self.pieces, **vars(self.regression))

    @classmethod
    def read(cls, path: Path = FILE) -> Self | None:
        """Read the file; None where there is none, or one for another model."""
        if (kept := saved.read(path)) is None:
            return None
        regression = Regression(kept["weights"], kept["bias"])
        return cls(tuple(map(str, kept["topics"])), regression, str(kept["pieces"]))


def learn(
    told: Sequence[Example],
    vectors: Sequence[np.ndarray],
    likely: Sequence[np.ndarray],
    topics: tuple[str, ...],
    dangers: tuple[str, ...],
) -> Alarm:
    """Learn from texts, each with its centred vector and how likely each of `topics` is meant by it."""
    features = [
        _features(vector, _share(each, topics, dangers)) for vector, each in zip(vectors, likely, strict=True)
    ]
    labels = np.array([text.is_danger for text in told], int)
    worth = np.array([text.worth for text in told], np.float32)
    begin = Regression.new(2, inputs=DIMENSIONS + 1)
    return Alarm(
        dangers,
        regression.fit(np.array(features, np.float32), labels, worth / worth.mean(), begin, PACE),
    )


def texts(folder: Path = FOLDER) -> Iterator[Example]:
    """Yield what was written to learn from."""
    for path in sorted(folder.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            kind, text = line.split("\t")
            yield Example(path.stem, text, kind != HARMLESS)


def _share(likely: np.ndarray, topics: tuple[str, ...], dangers: tuple[str, ...]) -> float:
    return float(in_order(topics, dangers)(likely).sum())


def _features(vector: np.ndarray, share: float) -> np.ndarray:
    """About as large as those of a vector are, taken together."""
    return np.append(vector * SCALE, np.log(share + LEAST) / SCALE).astype(np.float32)


@cache
def get_alarm() -> Alarm | None:
    """Return that of this process."""
    return Alarm.read()
