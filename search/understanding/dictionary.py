"""A query in Finnish, word by word: nearly all listings exist in that language, many in no other.

The dictionary is read from a file for each language, and made ready on disk once: no process reads all of it.
"""

import hashlib
import json
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise, product
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np

from search.analysis import query_words, stems
from search.analysis.folding import fold, fold_unified
from search.analysis.scripts import WITHOUT_SPACES, script_of, script_of_language
from search.analysis.segmentation import each_word
from search.understanding.latin_letters import BY_EAR
from search.understanding.lexicon import Entry
from search.understanding.reading import FINNISH, Expression, Reading, in_texts

#: A file for each language, a line for each word: it, a tab, and what it is in Finnish, the usual one first
FOLDER = Path(__file__).parent / "dictionaries"
#: What is made of the files: raised when that changes
VERSION = 5
#: In place of Finnish: a word that says nothing of what is sought
NOTHING = "-"
#: Words, or characters, of the longest expression that is looked for
LONGEST = 6
#: Words, or characters, of a query that are read
MOST_READ = 80
#: Languages that write words together as they need them, with what may stand between two
WRITTEN_TOGETHER = {"et": ("",), "sv": ("", "s")}
#: Letters of the shortest word that such a one is made of
SHORTEST_PART = 3
#: A Finnish word of more topics than these tells none of them from the others: child, group, help
MOST_TOPICS_OF_TELLING = 3
#: Letters of the shortest Finnish word that stays as it is in a query of another language in Latin letters
SHORTEST_THAT_STAYS = 4
VOWELS = frozenset("aeiouyäö")
_ARRAYS = ("hashes", "places", "starts", "letters")
#: Words, or characters, by which the language is told, and the share of them that is known in a likely one
TOLD_BY, MOST_OF_IT = 12, 0.5


@dataclass(frozen=True)
class Lines:
    """What expressions are in Finnish, and the tokens of it that few topics use.

    All one after another, in UTF-8: a process has in memory what it has read. Line n begins at `starts[n]`.
    """

    starts: np.ndarray
    letters: np.ndarray

    @classmethod
    def of(cls, lines: Iterable[tuple[str, Iterable[str]]]) -> Self:
        # No token has a space in it: the index divides at them
        written = [f"{finnish}\t{' '.join(telling)}".encode() for finnish, telling in lines]
        starts = np.cumsum([0, *map(len, written)], dtype=np.int32)
        return cls(starts, np.frombuffer(b"".join(written), np.uint8))

    def at(self, place: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        first, end = self.starts[place : place + 2]
        finnish, telling = self.letters[first:end].tobytes().decode().rsplit("\t", 1)
        return _several(finnish), tuple(telling.split())


@dataclass(frozen=True)
class Dictionary:
    """The expressions of all languages by the hashes of their words, in order, with places in `lines`."""

    hashes: np.ndarray
    places: np.ndarray
    lines: Lines
    languages: tuple[str, ...]

    def read(self, text: str, language: str) -> Reading:
        """Read a text that was typed on the site in `language`.

        It is in another language only where less than half of it is known in the reader's own and more in the
        other one. A single word does not tell a language from others in the same letters.
        """
        likely = self._language_of(text, language)
        return self._read(_units(text, likely), likely)

    def share(self, text: str, language: str) -> float:
        """How much of the beginning of a text is known in a language."""
        units = _units(text, language)[:TOLD_BY]
        known = sum(expression.length for expression in self._read(units, language).expressions)
        return known / max(len(units), 1)

    def is_finnish(self, word: str) -> bool:
        """Whether it is a Finnish word or abbreviation, such as people use in any language."""
        is_telling = len(word) >= SHORTEST_THAT_STAYS or not VOWELS & set(word)
        return is_telling and self._place((word,), FINNISH) is not None

    def _language_of(self, text: str, language: str) -> str:
        if self.share(text, language) >= MOST_OF_IT:
            return language
        script = script_of(text) or script_of_language(WITHOUT_SPACES)
        least = 2 if script == script_of_language(language) else 1
        if len(_units(text, language)) < least:
            return language
        shares = {
            each: self.share(text, each) for each in self.languages if script_of_language(each) == script
        }
        likeliest = max(shares, key=shares.__getitem__, default=language)
        return likeliest if shares.get(likeliest, 0.0) >= MOST_OF_IT else language

    def _read(self, units: Sequence["_Unit"], language: str) -> Reading:
        found, at = [], 0
        while at < len(units):
            known = self._longest(units[at : at + LONGEST], language)
            expression = known or self._compound(units[at], language)
            if expression:
                found.append(expression)
            at += expression.length if expression else 1
        return Reading(language, tuple(found))

    def _longest(
        self, units: Sequence["_Unit"], language: str, forms: Sequence["_Form"] | None = None
    ) -> Expression | None:
        for length in range(len(units), 0, -1):
            for words in dict.fromkeys(tuple(map(form, units[:length])) for form in forms or _FORMS):
                if (place := self._place(words, language)) is not None:
                    return Expression(_words(units[:length], language), *self.lines.at(place), length)
        return None

    def _compound(self, unit: "_Unit", language: str) -> Expression | None:
        """A word that is not known of two that are: the longest last one, which says what the thing is."""
        between = WRITTEN_TOGETHER.get(language, ())
        cuts = range(SHORTEST_PART, len(unit.spelling) - SHORTEST_PART + 1) if between else ()
        for forms, cut in product((_AS_TYPED, _FORMS), cuts):
            last = self._part(unit.spelling[cut:], language, forms)
            begins = (unit.spelling[:cut].removesuffix(each) for each in between) if last else ()
            if first := next(filter(None, (self._part(each, language, _AS_TYPED) for each in begins)), None):
                both = f"{first.finnish[0]} {last.finnish[0]}", *first.finnish[1:], *last.finnish[1:]
                return Expression((unit.folded,), both, first.telling + last.telling, 1)
        return None

    def _part(self, spelling: str, language: str, forms: Sequence["_Form"]) -> Expression | None:
        known = self._longest([_unit(spelling, language)], language, forms)
        return known if known and known.finnish else None

    def _place(self, words: Iterable[str], language: str) -> int | None:
        sought = np.uint64(_hash(words, language))
        at = int(np.searchsorted(self.hashes, sought))
        return int(self.places[at]) if at < len(self.hashes) and self.hashes[at] == sought else None

    def save(self, folder: Path) -> None:
        """Write it into a folder that is there."""
        arrays = (self.hashes, self.places, self.lines.starts, self.lines.letters)
        for name, array in zip(_ARRAYS, arrays, strict=True):
            np.save(folder / f"dictionary-{name}.npy", array)
        (folder / "dictionary.json").write_text(json.dumps(self.languages), encoding="utf-8")

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Read it. Raises OSError or ValueError where there is none."""
        files = (folder / f"dictionary-{name}.npy" for name in _ARRAYS)
        hashes, places, *lines = (np.asarray(np.load(file, mmap_mode="r")) for file in files)
        languages = json.loads((folder / "dictionary.json").read_text(encoding="utf-8"))
        return cls(hashes, places, Lines(*lines), tuple(languages))


def digest(folder: Path = FOLDER) -> str:
    """What tells one state of the files from another."""
    read = hashlib.blake2b(str(VERSION).encode(), digest_size=8)
    for path in sorted(folder.glob("*.tsv")):
        read.update(path.read_bytes())
    return read.hexdigest()


def lines(folder: Path = FOLDER) -> Iterator[tuple[str, str, str]]:
    """Yield each language with a word or an expression, and what it is in Finnish."""
    for path in sorted(folder.glob("*.tsv")):
        with path.open(encoding="utf-8") as rows:
            yield from ((path.stem, *row.rstrip("\n").split("\t", 1)) for row in rows)


def build(folder: Path = FOLDER, topics: Iterable[Entry] = ()) -> Dictionary:
    """Make it ready: of what reads alike the first line counts. Finnish knows what the others are in it.

    `topics` are the texts by which telling words are told from those that many topics use.
    """
    read = [(language, _units(text, language), finnish) for language, text, finnish in lines(folder)]
    terms = dict.fromkeys(chain.from_iterable(_several(finnish) for _language, _units, finnish in read))
    read += [(FINNISH, _units(term, FINNISH), term) for term in terms]
    known: dict[int, str] = {}
    for form in _FORMS:
        for language, units, finnish in read:
            known.setdefault(_hash(map(form, units), language), finnish)
    finnish = tuple(dict.fromkeys(known.values()))
    numbers = {each: number for number, each in enumerate(finnish)}
    ordered = sorted(known)
    places = [numbers[known[each]] for each in ordered]
    languages = tuple(dict.fromkeys(language for language, _units, _finnish in read))
    common = _common(topics)
    told = Lines.of((each, _telling(each, common)) for each in finnish)
    return Dictionary(np.array(ordered, np.uint64), np.array(places, np.int32), told, languages)


def _common(topics: Iterable[Entry]) -> frozenset[str]:
    """The tokens of Finnish that more than a few topics use."""
    users: dict[str, set[str]] = {}
    for entry in topics:
        if entry.language == FINNISH:
            for word in query_words(entry.text, FINNISH, MOST_READ):
                for token in word.exact:
                    users.setdefault(token, set()).add(entry.topic)
    return frozenset(token for token, codes in users.items() if len(codes) > MOST_TOPICS_OF_TELLING)


def _telling(finnish: str, common: Container[str]) -> Iterator[str]:
    for each in _several(finnish):
        for exact, others in in_texts(each):
            if not any(token in common for token in exact):
                yield from exact
                yield from (token for token in others if token not in common)


class _Unit(NamedTuple):
    """A word, or a character of a language without spaces."""

    spelling: str
    folded: str
    stem: str


_Form = Callable[[_Unit], str]
_AS_TYPED: tuple[_Form, ...] = (lambda unit: unit.spelling, lambda unit: unit.folded)
#: Words are looked up as they were typed, then without accents, then by their stems, at last by ear
_FORMS: tuple[_Form, ...] = (*_AS_TYPED, lambda unit: unit.stem, lambda unit: unit.stem.translate(BY_EAR))


def _units(text: str, language: str) -> list[_Unit]:
    if language == WITHOUT_SPACES:
        return [_Unit(each, each, each) for each in fold(text, language)[:MOST_READ]]
    found = islice(each_word(text, language), MOST_READ)
    return [_unit(word.spelling, language) for word in found]


def _unit(spelling: str, language: str) -> _Unit:
    folded = fold_unified(spelling)
    stem, *_others = stems(spelling, language) or (folded,)
    return _Unit(spelling, folded, stem)


def _words(units: Sequence[_Unit], language: str) -> tuple[str, ...]:
    """As they are among the words of a query: in a language without spaces every two neighbours are one."""
    if language == WITHOUT_SPACES and len(units) > 1:
        return tuple(one.folded + other.folded for one, other in pairwise(units))
    return tuple(unit.folded for unit in units)


def _several(finnish: str) -> tuple[str, ...]:
    return () if finnish == NOTHING else tuple(finnish.split(", "))


def _hash(words: Iterable[str], language: str) -> int:
    text = f"{language} {' '.join(words)}"
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())
