"""Words of a text: what counts as one, in scripts with and without spaces."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from search.analysis.folding import fold_unified, unify
from search.analysis.scripts import CJK, MARKS

# With a two-character prefix a token stays under 64.
LONGEST_WORD = 60

_LETTER = rf"[^\W_{CJK}]"
_PART = f"{_LETTER}+(?:[{MARKS}]+{_LETTER}*)*"
_PIECE = re.compile(f"[{CJK}]+|{_PART}(?:['-]{_PART})*")
_JOINER = re.compile("['-]")
_HAS_CJK = re.compile(f"[{CJK}]")


class Word(NamedTuple):
    """A word in lower case with its accents, its folded form, and the compound it is a part of."""

    spelling: str
    folded: str
    compound: str = ""

    @property
    def is_cjk(self) -> bool:
        return bool(_HAS_CJK.match(self.folded))


def words(text: str, language: str) -> list[str]:
    """Return the folded words of the text in order, repeated ones too.

    Hyphens and apostrophes divide words (apostrophes not in Somali and Ukrainian, see `fold`). Runs of Han
    characters and kana give every pair of neighbours, and a lone character itself. Words are cut at 60
    characters.
    """
    return [word.folded for word in each_word(text, language)]


def each_word(text: str, language: str) -> Iterator[Word]:
    """Yield the words of the text; parts of "linja-auto" know that they are in "linjaauto"."""
    for piece in pieces(text, language):
        yield from words_of(piece, language)


def pieces(text: str, language: str) -> list[str]:
    """Return what stands between spaces and signs: runs of Han characters, and words with their hyphens."""
    return _PIECE.findall(unify(text, language))


def words_of(piece: str, language: str) -> Iterator[Word]:
    """Yield the words of one piece."""
    return _neighbours(piece) if _HAS_CJK.match(piece) else _parts(piece, language)


def compounds(found: list[Word]) -> list[Word]:
    """Return the hyphenated words among those found, written together."""
    joined = dict.fromkeys(word.compound for word in found if word.compound)
    return [Word(compound, _short(fold_unified(compound))) for compound in joined]


def _neighbours(run: str) -> Iterator[Word]:
    pairs = map("".join, pairwise(run)) if len(run) > 1 else [run]
    for pair in pairs:
        # The ranges of CJK have holes without a character yet.
        if pair.isalnum():
            yield Word(pair, _short(fold_unified(pair)))


def _parts(compound: str, language: str) -> Iterator[Word]:
    parts = [_lower(part, language) for part in _JOINER.split(compound)]
    joined = _short("".join(parts)) if len(parts) > 1 else ""
    for part in parts:
        folded = _short(fold_unified(part))
        # Tatweel or a lone hamza is a letter to Unicode and nothing when folded.
        if folded:
            yield Word(part, folded, joined)


def _lower(part: str, language: str) -> str:
    if language == "tr":
        part = part.replace("I", "ı")
    return _short(part.lower())


def _short(word: str) -> str:
    return word[:LONGEST_WORD]
