"""What is kept of the words of a search: terms that the city's own vocabulary has, and nothing else.

The rule, word for word (docs/decisions/0017): what stands between two spaces and has an @ or a digit in it is
left out; of the rest, only runs of one to four words that are a term of the vocabulary are kept, in the
reader's language, Finnish, English or Swedish. A single word is none if it stands beside something that is
left out or unknown, has a capital letter and is not the first, or is one syllable of Vietnamese. At most six
are kept, in alphabetical order, so that no sentence can be read out of them. Names, phone numbers, addresses
and identity numbers are no terms.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from search.analysis import fold, is_stop_word
from search.analysis.languages import read_as
from search.analysis.segmentation import Word, each_word
from search.logbook.known_terms import MOST_WORDS, KnownTerms, is_storable

MOST_KEPT = 6
#: Most names of this language are words of it, syllable by syllable
SYLLABIC = "vi"
#: More than anybody types: what comes after is not looked at
MOST_READ = 100
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class KeptWords:
    """`has_other` says that there was something else, not what. `spelled` are the same terms with accents."""

    terms: tuple[str, ...] = ()
    has_other: bool = False
    spelled: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class _Run:
    """Words one after the other that are a term, or a single thing that is none."""

    words: tuple[Word, ...] = ()
    is_known: bool = False


#: What is left out, or unknown
OTHER = _Run()


def kept_words(text: str, language: str, known: KnownTerms) -> KeptWords:
    """The terms in a text."""
    runs = list(_runs(text, language, known))
    found = {_joined(run.words): run for run in _without_lonely(runs)}
    has_other = len(found) > MOST_KEPT or any(not run.is_known for run in runs)
    terms = tuple(sorted(found)[:MOST_KEPT])
    return KeptWords(terms, has_other, tuple(_spelled(found[term].words) for term in terms))


def _runs(text: str, language: str, known: KnownTerms) -> Iterator[_Run]:
    """The terms of a text in their order, and what stands between them but for function words."""
    for stretch in _stretches(text):
        if stretch is None:
            yield OTHER
        else:
            yield from _runs_in(stretch, language, known)


def _stretches(text: str) -> Iterator[str | None]:
    """The text without what is left out, which parts what stands around it and is None."""
    stretch: list[str] = []
    for number, piece in enumerate(text.split()[:MOST_READ]):
        if "@" in piece or any(character.isdigit() for character in piece):
            yield " ".join(stretch)
            yield None
            stretch = []
        else:
            # The first letter of a search is made a capital by phones
            stretch.append(piece if number else piece.lower())
    yield " ".join(stretch)


def _runs_in(stretch: str, language: str, known: KnownTerms) -> Iterator[_Run]:
    capitals = {fold(piece, "fi") for piece in _WORD.findall(stretch) if piece[0].isupper()}
    words, at = tuple(each_word(stretch, language)), 0
    while at < len(words):
        length = _longest(words[at:], language, known)
        if length == 1 and _may_be_a_name(words[at], language, capitals):
            length = 0
        if length:
            yield _Run(words[at : at + length], True)
        elif not is_stop_word(words[at].spelling, language):
            yield OTHER
        at += length or 1


def _may_be_a_name(word: Word, language: str, capitals: set[str]) -> bool:
    return fold(word.folded, "fi") in capitals or (language == SYLLABIC and not word.is_cjk)


def _longest(words: tuple[Word, ...], language: str, known: KnownTerms) -> int:
    for length in range(min(MOST_WORDS, len(words)), 0, -1):
        run = words[:length]
        for code in read_as(language):
            if is_storable(run, code) and known.has(run, code):
                return length
    return 0


def _without_lonely(runs: list[_Run]) -> Iterator[_Run]:
    """The terms, but for single words beside something unknown: names come with names."""
    around = chain([_Run(is_known=True)], runs, [_Run(is_known=True)])
    before, run = next(around), next(around)
    for after in around:
        is_lonely = len(run.words) == 1 and not (before.is_known and after.is_known)
        if run.is_known and run.words and not is_lonely:
            yield run
        before, run = run, after


def _spelled(words: tuple[Word, ...]) -> str:
    return _joined(words) if words[0].is_cjk else " ".join(word.spelling for word in words)


def _joined(words: tuple[Word, ...]) -> str:
    """Chinese comes as pairs of neighbours: written together again they overlap by one character."""
    if words[0].is_cjk:
        return words[0].folded + "".join(word.folded[1:] for word in words[1:])
    return " ".join(word.folded for word in words)
