"""The vocabulary made ready for matching: built once by the worker, read from disk by every process.

Arrays are mapped into memory, so that processes share them and none waits for them when it starts.
"""

import hashlib
import json
import math
import shutil
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Self

import numpy as np

from search.understanding.features import Features, added, features, number_of
from search.weighing import IN_PROFILE, UNKNOWN_FEATURE

_ARRAYS = ("numbers", "rarities", "entry_topics")
_LISTS = ("entries", "profiles")


@dataclass(frozen=True, slots=True)
class Entry:
    """One text of a topic: what is shown of it, or what people type and tell. `kind` as in IN_PROFILE."""

    topic: str
    language: str
    kind: str
    text: str


@dataclass(frozen=True)
class Lists:
    """For each known feature the things that have it: those of feature n are from `starts[n]` on."""

    starts: np.ndarray
    things: np.ndarray
    weights: np.ndarray

    def of(self, positions: np.ndarray, values: np.ndarray, size: int) -> np.ndarray:
        """Add up, for each thing, the products of its weights with these values of features."""
        begins, ends = self.starts[positions], self.starts[positions + 1]
        lengths = ends - begins
        if not lengths.sum():
            return np.zeros(size)
        # All positions of all lists one after the other
        within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        at = np.repeat(begins, lengths) + within
        return np.bincount(self.things[at], self.weights[at] * np.repeat(values, lengths), minlength=size)


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All texts of all topics, by the features they are found with; it equals itself alone."""

    digest: str
    topics: tuple[str, ...]
    #: The entries of a language are from the first number to the second
    ranges: Mapping[str, tuple[int, int]]
    numbers: np.ndarray
    rarities: np.ndarray
    entry_topics: np.ndarray
    entries: Lists
    profiles: Lists
    #: By language, of all that a listing in it is compared with
    digests: Mapping[str, str] = field(default_factory=dict)

    def digest_of(self, language: str) -> str:
        """Says whether a listing in a language may be about something else than before."""
        return self.digests.get(language, self.digest)

    @cached_property
    def rarest(self) -> float:
        """What a feature is worth that no topic has."""
        return _rarity(len(self.topics), 0)

    def has(self, feature: str, language: str) -> bool:
        """Whether a feature stands in any text of a language."""
        _at, known = self._look_up(np.array([number_of(feature, language)], np.uint32))
        return bool(known[0])

    def find(self, found: Features, language: str) -> tuple[np.ndarray, np.ndarray, float]:
        """The positions of known features, their values times their rarities, and the length of them all."""
        numbers = np.array([number_of(each, language) for each in found], np.uint32)
        values = np.array(list(found.values()))
        at, known = self._look_up(numbers)
        unknown = values[~known] * self.rarest * UNKNOWN_FEATURE
        weighed = values[known] * self.rarities[at[known]]
        return at[known], weighed, math.sqrt(float(weighed @ weighed + unknown @ unknown))

    def _look_up(self, numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Where they are or would be, and whether they are there: `isin` would sort millions each time."""
        at = np.searchsorted(self.numbers, numbers)
        known = at < len(self.numbers)
        known[known] = self.numbers[at[known]] == numbers[known]
        return at, known

    def save(self, folder: Path) -> None:
        """Write it into a new folder, which is there whole or not at all."""
        building = folder.with_name(f"{folder.name}.building")
        shutil.rmtree(building, ignore_errors=True)
        building.mkdir(parents=True)
        for name in _ARRAYS:
            np.save(building / f"{name}.npy", getattr(self, name))
        for name in _LISTS:
            for part in ("starts", "things", "weights"):
                np.save(building / f"{name}-{part}.npy", getattr(getattr(self, name), part))
        rest = {"digest": self.digest, "topics": self.topics, "ranges": self.ranges, "digests": self.digests}
        (building / "lexicon.json").write_text(json.dumps(rest), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        building.rename(folder)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Read it. Raises OSError or ValueError where there is none, or none that is whole."""
        rest = json.loads((folder / "lexicon.json").read_text(encoding="utf-8"))
        lists = {
            name: Lists(*(_mapped(folder / f"{name}-{part}.npy") for part in ("starts", "things", "weights")))
            for name in _LISTS
        }
        arrays = {name: _mapped(folder / f"{name}.npy") for name in _ARRAYS}
        ranges = {language: tuple(ends) for language, ends in rest["ranges"].items()}
        return cls(
            rest["digest"],
            tuple(rest["topics"]),
            ranges,
            digests=rest.get("digests", {}),
            **arrays,
            **lists,
        )


def build(entries: Iterable[Entry], topics: Iterable[str], digest: str) -> Lexicon:
    """Make a lexicon of the texts of these topics; others are left out."""
    ordered, topics = defaultdict(list), tuple(topics)
    positions = {topic: position for position, topic in enumerate(topics)}
    for entry in entries:
        if entry.topic in positions and entry.text.strip():
            ordered[entry.language].append(entry)
    builder = _Builder(positions)
    for language, own in sorted(ordered.items()):
        builder.add(language, sorted(own, key=lambda each: positions[each.topic]))
    return builder.lexicon(digest, topics)


class _Postings:
    """Which things have which features, collected one after the other."""

    def __init__(self) -> None:
        self.numbers, self.things, self.weights = array("L"), array("l"), array("f")

    def add(self, thing: int, found: Features, known: Mapping[str, tuple[int, float]]) -> None:
        """Note the features of a thing, weighed by how rare they are, in a vector of length 1."""
        values = [value * known[feature][1] for feature, value in found.items()]
        length = math.sqrt(sum(value * value for value in values)) or 1.0
        self.numbers.extend(known[feature][0] for feature in found)
        self.weights.extend(value / length for value in values)
        self.things.extend([thing] * len(values))

    def lists(self, numbers: np.ndarray) -> Lists:
        """By feature, in the order of these numbers."""
        collected = np.array(self.numbers, np.uint32)
        order = np.argsort(collected, kind="stable")
        starts = np.append(np.searchsorted(collected[order], numbers), len(order))
        things, weights = np.array(self.things, np.int32), np.array(self.weights, np.float32)
        return Lists(starts, things[order], weights[order])


class _Builder:
    def __init__(self, positions: Mapping[str, int]):
        self.positions = positions
        self.rarities: dict[int, float] = {}
        self.entries, self.profiles = _Postings(), _Postings()
        self.entry_topics: list[int] = []
        self.ranges: dict[str, tuple[int, int]] = {}
        self.digests: dict[str, str] = {}

    def add(self, language: str, entries: list[Entry]) -> None:
        """Add all texts of a language, sorted by topic."""
        first = len(self.entry_topics)
        found = [features(entry.text, language) for entry in entries]
        known = self._known(language, entries, found)
        by_topic: dict[str, list[tuple[float, Features]]] = defaultdict(list)
        for entry, own in zip(entries, found, strict=True):
            self.entries.add(len(self.entry_topics), own, known)
            self.entry_topics.append(self.positions[entry.topic])
            by_topic[entry.topic].append((IN_PROFILE[entry.kind], own))
        for topic, parts in by_topic.items():
            self.profiles.add(self.positions[topic], damped(added(parts)), known)
        self.rarities |= dict(known.values())
        self.ranges[language] = (first, len(self.entry_topics))
        texts = [[each.topic, each.kind, each.text] for each in entries]
        self.digests[language] = _digest([*self.positions], texts)

    def _known(
        self, language: str, entries: list[Entry], found: list[Features]
    ) -> dict[str, tuple[int, float]]:
        """The number of each feature, and how rare it is."""
        topics: dict[str, set[str]] = defaultdict(set)
        for entry, own in zip(entries, found, strict=True):
            for feature in own:
                topics[feature].add(entry.topic)
        return {
            feature: (number_of(feature, language), _rarity(len(self.positions), len(having)))
            for feature, having in topics.items()
        }

    def lexicon(self, digest: str, topics: tuple[str, ...]) -> Lexicon:
        ordered = sorted(self.rarities)
        numbers = np.array(ordered, np.uint32)
        return Lexicon(
            digest=digest,
            topics=topics,
            ranges=self.ranges,
            digests=self.digests,
            numbers=numbers,
            rarities=np.array([self.rarities[each] for each in ordered], np.float32),
            entry_topics=np.array(self.entry_topics, np.int32),
            entries=self.entries.lists(numbers),
            profiles=self.profiles.lists(numbers),
        )


def _digest(*parts: list) -> str:
    return hashlib.blake2b(json.dumps(parts).encode(), digest_size=8).hexdigest()


def damped(found: Features) -> Features:
    """What comes often counts more, but not as often as it comes."""
    return {feature: 1 + math.log1p(value) for feature, value in found.items()}


def _rarity(topics: int, having: int) -> float:
    return math.log(1 + (topics - having + 0.5) / (having + 0.5))


def _mapped(path: Path) -> np.ndarray:
    return np.load(path, mmap_mode="r")
