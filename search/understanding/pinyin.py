"""Chinese typed in Latin letters, without tones and with or without spaces: "xue fenyu" is 学芬语."""

import re
from collections.abc import Callable, Container, Iterable, Iterator
from itertools import accumulate, groupby
from typing import NamedTuple

from search.analysis.scripts import CJK

#: Who finds the words of a sound, the usual one first
Words = Callable[[str], list[str]]

#: Characters of the longest expression that is looked for
LONGEST = 8
_LONGEST_SYLLABLE = 6
_SHORT = re.compile(f"[{CJK}]{{1,{LONGEST}}}")
_NOT_CHINESE = re.compile(f"[^{CJK}]+")
#: Words side by side; none of them has an ä: such a word is Finnish
_RUN = re.compile(r"(?<![a-zà-ɏ])[a-zü]+(?:[ '’]+[a-zü]+)*(?![a-zà-ɏ])", re.IGNORECASE)
_BETWEEN = re.compile(r"[ '’]+")
#: Some that do not exist are among them, and known to nobody
_SYLLABLE = re.compile(
    "(?:[zcs]h?|[bpmfdtnlgkhjqxryw])?"
    "(?:a(?:i|o|ng?)?|o(?:u|ng)?|e(?:i|r|ng?)?|i(?:a(?:o|ng?)?|e|u|ng?|ong)?|u(?:a(?:i|ng?)?|o|i|n|e)?)"
)
#: ü is typed as ü, v or u
_PLAIN = str.maketrans("üv", "uu")


def is_short(chinese: str) -> bool:
    """Whether it is an expression in characters alone that a query may have."""
    return bool(_SHORT.fullmatch(chinese))


def parts_of(chinese: str, known: Container[str]) -> Iterator[str]:
    """The known expressions in a text; of single characters those that are in no longer one."""
    for run in filter(None, _NOT_CHINESE.split(chinese)):
        spans = [(first, end) for first, end in _spans(len(run)) if run[first:end] in known]
        within = {place for first, end in spans for place in range(first, end)}
        yield from (run[first:end] for first, end in spans)
        yield from (character for place, character in enumerate(run) if place not in within)


def _spans(length: int) -> Iterator[tuple[int, int]]:
    """Where all parts of two characters and more begin and end."""
    for first in range(length):
        yield from ((first, end) for end in range(first + 2, min(first + LONGEST, length) + 1))


def of_all(expressions: Iterable[str]) -> Iterator[list[str]]:
    """The syllables of each, without tones."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - large, and nothing that reads queries needs it

    for each in expressions:
        yield [syllable.translate(_PLAIN) for syllable in lazy_pinyin(each)]


def sound_of(syllables: Iterable[str]) -> str:
    return " ".join(syllables)


def beginning_of(syllables: Iterable[str]) -> str:
    """The sound of all that begins so and goes on: without it a long text could be read in too many ways."""
    return " ".join(syllables) + " "


def in_characters(text: str, words: Words, stays: Callable[[str], bool]) -> str:
    """A text in Chinese characters, but for words that stay as they are or are not known in whole.

    Nothing changes where only single syllables are known: most syllables are a word.
    """
    return _RUN.sub(lambda run: _run_in_characters(run[0], words, stays), text)


def _run_in_characters(run: str, words: Words, stays: Callable[[str], bool]) -> str:
    read: list[_Piece] = []
    for is_kept, group in groupby(_BETWEEN.split(run), lambda word: stays(word.casefold())):
        typed = list(group)
        read += (_Piece(each, 0) for each in typed) if is_kept else _Lattice(typed, words).read()
    if not any(piece.syllables > 1 for piece in read):
        return run
    parts = groupby(read, key=lambda piece: bool(piece.syllables))
    return " ".join(
        ("" if is_chinese else " ").join(each.text for each in part) for is_chinese, part in parts
    )


class _Piece(NamedTuple):
    """Characters, and how many syllables they are; none for a word that is left as it was typed."""

    text: str
    syllables: int


class _Lattice:
    """All ways to read the syllables of words that stand side by side."""

    def __init__(self, typed: list[str], words: Words) -> None:
        self.typed, self.words = "".join(typed), words
        self.letters = self.typed.lower().translate(_PLAIN)
        self.starts = {0, *accumulate(map(len, typed))}
        #: Where the word ends that each letter is of
        self.ends = [
            end for word, end in zip(typed, accumulate(map(len, typed)), strict=True) for _letter in word
        ]

    def read(self) -> list[_Piece]:
        """The reading with the longest expressions, and the fewest letters that are in none."""
        best: dict[int, tuple[int, list[_Piece]]] = {0: (0, [])}
        for at in range(len(self.letters)):
            if at in best:
                score, read = best[at]
                for end, piece in self._pieces(at):
                    reached = score + (1 if piece.syllables else -1) * (end - at) ** 2
                    if end not in best or reached > best[end][0]:
                        best[end] = reached, [*read, piece]
        return best[len(self.letters)][1]

    def _pieces(self, at: int) -> Iterator[tuple[int, _Piece]]:
        """What may be read from a place on, in one word or of whole words, and where it ends."""
        for end, syllables in self._paths(at, ()):
            is_whole = end <= self.ends[at] or (at in self.starts and end in self.starts)
            if is_whole and (found := self.words(sound_of(syllables))):
                yield end, _Piece(found[0], len(syllables))
        if at in self.starts:
            yield self.ends[at], _Piece(self.typed[at : self.ends[at]], 0)

    def _paths(self, at: int, before: tuple[str, ...]) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Where syllables from a place on end, and these."""
        if at == len(self.letters) or len(before) == LONGEST:
            return
        for end in range(at + 1, min(at + _LONGEST_SYLLABLE, self.ends[at]) + 1):
            if _SYLLABLE.fullmatch(self.letters, at, end):
                syllables = (*before, self.letters[at:end])
                yield end, syllables
                if self.words(beginning_of(syllables)):
                    yield from self._paths(end, syllables)
