"""The terms of the city's own vocabulary, by their stems: the only words of a search that are ever kept."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from itertools import chain
from pathlib import Path

import numpy as np
from django.conf import settings

from directory.choices import TaxonomySlug
from directory.models import Area, SearchWords, TaxonomyTerm
from directory.reading.keeping import kept_for
from search.analysis import is_stop_word, stems
from search.analysis.segmentation import Word, each_word
from search.documents.texts import columns, texts
from search.topics import vocabulary

#: Longer terms are sentences
MOST_WORDS = 4
#: Two Latin letters are an abbreviation or somebody's name
SHORTEST = 3


class KnownTerms:
    """A set of terms in all languages, as sorted digests: a megabyte for the whole vocabulary."""

    def __init__(self, digests: np.ndarray):
        self._keys = digests

    def has(self, words: tuple[Word, ...], language: str) -> bool:
        """Whether these words, one after the other, are a term of a language."""
        return any(self._has_key(key) for key in _keys(words, language))

    def _has_key(self, key: str) -> bool:
        value = np.uint64(_digest(key))
        at = np.searchsorted(self._keys, value)
        return bool(at < len(self._keys) and self._keys[at] == value)


def known_terms() -> KnownTerms:
    """Those of the vocabulary as it is; made again when it has changed."""
    lexicon = vocabulary.lexicon()
    return _made(lexicon.digest) if lexicon else _made_for_an_hour()


@kept_for(minutes=60)
def _made_for_an_hour() -> KnownTerms:
    """Where no vocabulary is prepared for search, nothing tells when it changes."""
    return KnownTerms(digests_of(terms_of_vocabulary()))


@lru_cache(maxsize=1)
def _made(digest_of_vocabulary: str) -> KnownTerms:
    """Read from beside the prepared vocabulary: the first process puts them there, which takes seconds."""
    file = Path(settings.SEARCH_INDEX_FOLDER) / "vocabulary" / digest_of_vocabulary / "known-terms.npy"
    with suppress(OSError, ValueError):
        return KnownTerms(np.load(file, mmap_mode="r"))
    digests = digests_of(terms_of_vocabulary())
    with suppress(OSError):
        draft = file.with_suffix(f".{os.getpid()}.npy")
        np.save(draft, digests)
        draft.replace(file)
    return KnownTerms(digests)


def digests_of(terms: Iterable[tuple[str, str]]) -> np.ndarray:
    """Of pairs of language and text, sorted."""
    keys = chain.from_iterable(_keys_of(text, language) for language, text in terms)
    return np.unique(np.fromiter(map(_digest, keys), np.uint64))


def terms_of_vocabulary() -> Iterator[tuple[str, str]]:
    """Names and words of topics and target groups, and names of areas; no sentences, no situations."""
    taxonomies = (TaxonomySlug.TOPICS, TaxonomySlug.TARGET_GROUPS)
    named = TaxonomyTerm.objects.filter(taxonomy__slug__in=taxonomies).only("pk", *columns("name"))
    for row in chain(named, Area.objects.only("pk", *columns("name"))):
        for language, name in texts(row, "name").items():
            # Each word of a name is as general as the whole
            yield from ((language, term) for term in {name, *name.split()})
    words = SearchWords.objects.filter(term__taxonomy__slug__in=taxonomies)
    for language, terms in words.values_list("language_code", "words").iterator():
        yield from ((language, term) for term in terms)


def _keys_of(text: str, language: str) -> Iterator[str]:
    words = tuple(each_word(text, language))
    if words and len(words) <= MOST_WORDS and is_storable(words, language):
        yield from _keys(words, language)


def is_storable(words: tuple[Word, ...], language: str) -> bool:
    """No digit in any script, and more than a short or empty word."""
    if any(character.isdigit() for word in words for character in word.spelling):
        return False
    if len(words) > 1 or words[0].is_cjk:
        return True
    return len(words[0].folded) >= SHORTEST and not is_stop_word(words[0].spelling, language)


def _keys(words: tuple[Word, ...], language: str) -> Iterator[str]:
    """As written, and by stems, so that an inflected word is the same term."""
    yield f"{language}:{' '.join(word.folded for word in words)}"
    yield f"{language}~{' '.join(_stem(word, language) for word in words)}"


def _stem(word: Word, language: str) -> str:
    return next(iter(stems(word.spelling, language)), word.folded)


def _digest(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big")
