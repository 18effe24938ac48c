"""Tokens of a text for the index, and of a query, word by word."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from search.analysis.ngrams import grams
from search.analysis.segmentation import Word, compounds, each_word, pieces, words_of
from search.analysis.stemming import stems
from search.analysis.stopwords import is_stop_word

WORD, STEM, GRAM = "w:", "s:", "g:"
# What one character may unfold to (ﷺ is four words) would make a long query eighteen times longer.
MOST_WORDS_READ = 2_000
#: Words of which the tokens are kept: few make up most of all texts
REMEMBERED = 16_384


class _Forms(NamedTuple):
    """The tokens of some words, by their kinds in the order in which they are indexed."""

    whole: tuple[str, ...]
    characters: tuple[str, ...]
    stems: tuple[str, ...]
    grams: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A word of a query: the tokens of which one means that it was found, and those that say how nearly.

    `other_grams` are those of each word that means the same in Finnish: they find it within longer words.
    """

    word: str
    exact: tuple[str, ...]
    grams: tuple[str, ...]
    other_grams: tuple[tuple[str, ...], ...] = ()

    @property
    def all_grams(self) -> list[tuple[str, ...]]:
        """Those by which it is nearly found: most of any of them."""
        return [each for each in (self.grams, *self.other_grams) if each]


def tokens(text: str, language: str) -> tuple[str, ...]:
    """Return what is indexed of the text, without repeats: words "w:", then stems "s:", then n-grams "g:".

    Hyphenated words are also indexed written together, and each character of a run of Han characters, so that
    a query of one finds it.
    """
    different = dict.fromkeys(pieces(text, language))
    forms = [_apart(piece, language) for piece in different]
    forms += [_together(piece, language) for piece in different if not piece.isalnum()]
    by_kind = chain.from_iterable(zip(*forms, strict=True))
    return tuple(dict.fromkeys(chain.from_iterable(by_kind)))


@lru_cache(maxsize=REMEMBERED)
def _apart(piece: str, language: str) -> _Forms:
    return _forms(list(words_of(piece, language)), language)


@lru_cache(maxsize=REMEMBERED)
def _together(piece: str, language: str) -> _Forms:
    """A word with hyphens without them; nothing for one that has none."""
    return _forms(compounds(list(words_of(piece, language))), language)


def _forms(words: list[Word], language: str) -> _Forms:
    return _Forms(
        whole=tuple(WORD + word.folded for word in words),
        characters=tuple(WORD + character for word in words if word.is_cjk for character in word.folded),
        stems=tuple(STEM + stem for word in words for stem in stems(word.spelling, language)),
        grams=tuple(GRAM + gram for word in words for gram in grams(word.folded)),
    )


def query_words(text: str, language: str, limit: int = 24) -> tuple[QueryWord, ...]:
    """Return the last `limit` different words of a query: stories end with what they ask for.

    Stop words only when there is nothing else.
    """
    chosen: dict[str, Word] = {}
    passed_over: dict[str, Word] = {}
    for word in islice(each_word(text, language), MOST_WORDS_READ):
        kind = passed_over if is_stop_word(word.spelling, language) else chosen
        kind.setdefault(word.folded, word)
    last = list((chosen or passed_over).values())[-limit:]
    return tuple(_query_word(word, language) for word in last)


def _query_word(word: Word, language: str) -> QueryWord:
    return QueryWord(
        word=word.folded,
        exact=tuple(dict.fromkeys(_exact(word, language))),
        grams=tuple(GRAM + gram for gram in grams(word.folded)),
    )


def _exact(word: Word, language: str) -> Iterator[str]:
    yield WORD + word.folded
    for stem in stems(word.spelling, language):
        yield STEM + stem
    # "wi-fi" is to find a text that says "wifi".
    for compound in compounds([word]):
        yield WORD + compound.folded
