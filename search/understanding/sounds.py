"""Words of languages whose Latin spelling leaves out what tells words apart, by what is left of them.

Of Chinese that is the syllables without their tones, of Arabic, Persian and Sorani the consonants.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Self

import numpy as np

from search.analysis.scripts import WITHOUT_SPACES
from search.understanding import consonants, pinyin
from search.understanding.features import number_of
from search.understanding.lexicon import Entry

#: Kinds of texts of a topic that name something
NAMES = ("label", "term")


@dataclass(frozen=True)
class Sounds:
    """The words by the numbers of their sounds, in order; of those that sound alike the usual one first."""

    numbers: np.ndarray
    words: np.ndarray

    def of(self, sound: str, language: str) -> list[str]:
        """The words of a language that sound so."""
        number = np.uint32(number_of(sound, language))
        first, end = (int(np.searchsorted(self.numbers, number, side)) for side in ("left", "right"))
        return list(map(str, self.words[first:end]))

    def save(self, folder: Path) -> None:
        """Write it into a folder that is there."""
        np.save(folder / "sounds-numbers.npy", self.numbers)
        np.save(folder / "sounds-words.npy", self.words)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Read it. Raises OSError or ValueError where there is none."""
        return cls(*(np.load(folder / f"sounds-{part}.npy", mmap_mode="r") for part in ("numbers", "words")))


def build(lines: Iterable[tuple[str, str, str]], topics: Iterable[Entry]) -> Sounds:
    """Make it of the lines of the dictionary and of the texts of topics."""
    expressions, texts, names = defaultdict(list), defaultdict(list), set()
    for language, text, _finnish in lines:
        expressions[language].append(text)
    for entry in topics:
        texts[entry.language].append(entry.text)
        if entry.language == WITHOUT_SPACES and entry.kind in NAMES:
            names.add(entry.text)
    rows = list(_by_syllables(expressions[WITHOUT_SPACES], names, texts[WITHOUT_SPACES]))
    for language in consonants.LANGUAGES:
        rows += _by_consonants(language, chain(expressions[language], texts[language]))
    rows.sort()
    numbers = np.array([number for number, _rank, _word in rows], np.uint32)
    return Sounds(numbers, np.array([word for _number, _rank, word in rows], str))


#: The number of a sound, what its words are ordered by, and one of them
_Row = tuple[int, tuple[int, ...], str]


def _by_syllables(known: Iterable[str], names: Collection[str], texts: Iterable[str]) -> Iterator[_Row]:
    """Names of topics come first, then what stands in more texts."""
    expressions = [each for each in dict.fromkeys((*known, *names)) if pinyin.is_short(each)]
    among = frozenset(expressions)
    often = Counter(part for text in (*known, *texts) for part in pinyin.parts_of(text, among))
    beginnings: set[str] = set()
    for each, syllables in zip(expressions, pinyin.of_all(expressions), strict=True):
        number = number_of(pinyin.sound_of(syllables), WITHOUT_SPACES)
        yield number, (each not in names, -often[each]), each
        beginnings.update(pinyin.beginning_of(syllables[:length]) for length in range(1, len(syllables)))
    yield from ((number_of(each, WITHOUT_SPACES), (), "") for each in beginnings)


def _by_consonants(language: str, texts: Iterable[str]) -> Iterator[_Row]:
    often = Counter(word for text in texts for word in consonants.words_of(text, language))
    for word, times in often.items():
        if sound := consonants.sound_of(word, language):
            yield number_of(sound, language), (-times,), word
