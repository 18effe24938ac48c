"""What is kept of the words of a search: terms that the city's own vocabulary has, and nothing else.

The rule, word for word (docs/decisions/0017): what stands between two spaces and has an @ or a digit in it is
left out; of the rest, only runs of one to four words that are a term of the vocabulary are kept, in the
reader's language, Finnish, English or Swedish. A single word is none if it has a capital letter and is not
the first, or is one syllable of Vietnamese. At most six are kept, in alphabetical order, so that no sentence
can be read out of them. Names, phone numbers, addresses and identity numbers are no terms.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.analysis import fold
from search.analysis.segmentation import Word, each_word
from search.logbook.known_terms import MOST_WORDS, KnownTerms, is_storable, languages_for

MOST_KEPT = 6
#: Most names of this language are words of it, syllable by syllable
SYLLABIC = "vi"
_WORD = re.compile(r"[^\W\d_]+")
#: More than anybody types: what comes after is not looked at
MOST_READ = 100


@dataclass(frozen=True)
class KeptWords:
    """`has_other` says that there was something else, not what."""

    terms: tuple[str, ...] = ()
    has_other: bool = False


def kept_words(text: str, language: str, known: KnownTerms) -> KeptWords:
    """The terms in a text."""
    found, has_other = set(), False
    for chunk in _chunks(text):
        terms, is_whole = _terms_in(chunk, language, known)
        found |= terms
        has_other |= not is_whole
    return KeptWords(tuple(sorted(found)[:MOST_KEPT]), has_other or len(found) > MOST_KEPT)


def _chunks(text: str) -> Iterator[str]:
    """The stretches between pieces that are left out: an unknown piece parts what stands around it."""
    stretch: list[str] = []
    for number, piece in enumerate(text.split()[:MOST_READ]):
        if _is_left_out(piece):
            yield " ".join(stretch)
            yield piece
            stretch = []
        else:
            stretch.append(piece if number else piece.lower())
    yield " ".join(stretch)


def _terms_in(chunk: str, language: str, known: KnownTerms) -> tuple[set[str], bool]:
    """The terms, the longest first, and whether nothing but terms is in it."""
    if _is_left_out(chunk):
        return set(), False
    capitals = _capitals(chunk)
    words, found, at, is_whole = tuple(each_word(chunk, language)), set(), 0, True
    while at < len(words):
        length = _longest(words[at:], language, known)
        if length == 1 and _may_be_a_name(words[at], language, capitals):
            length = 0
        if length:
            found.add(_joined(words[at : at + length]))
        is_whole &= bool(length)
        at += length or 1
    return found, is_whole


def _is_left_out(text: str) -> bool:
    return "@" in text or any(character.isdigit() for character in text)


def _capitals(chunk: str) -> set[str]:
    """The words that begin with a capital letter, folded; the first of a search was made small before."""
    return {fold(piece, "fi") for piece in _WORD.findall(chunk) if piece[0].isupper()}


def _may_be_a_name(word: Word, language: str, capitals: set[str]) -> bool:
    return fold(word.folded, "fi") in capitals or (language == SYLLABIC and not word.is_cjk)


def _longest(words: tuple[Word, ...], language: str, known: KnownTerms) -> int:
    for length in range(min(MOST_WORDS, len(words)), 0, -1):
        run = words[:length]
        for code in languages_for(language):
            if is_storable(run, code) and known.has(run, code):
                return length
    return 0


def _joined(words: tuple[Word, ...]) -> str:
    """Chinese comes as pairs of neighbours: written together again they overlap by one character."""
    if words[0].is_cjk:
        return words[0].folded + "".join(word.folded[1:] for word in words[1:])
    return " ".join(word.folded for word in words)
