"""A search as it is kept: what of it can be counted, and nothing that only one person would ask."""

import hashlib
import json
from dataclasses import dataclass

import numpy as np
from django.conf import settings
from django.utils import timezone
from django.utils.functional import cached_property

from directory.reading.vocabulary import Vocabulary, vocabulary
from directory.reading.wording import OWN_LANGUAGE_NAMES, cldr_locale
from search import vocabulary as vocabulary_of_search
from search.analysis import is_stop_word, stems
from search.analysis.segmentation import Word, each_word
from search.analysis.tokenizing import STEM, WORD
from search.from_words import read_words
from search.logbook.kept_words import KeptWords, kept_words
from search.logbook.known_terms import known_terms, languages_for
from search.parameters import Parameters, When
from search.understanding import Lexicon
from search.understanding.features import number_of

#: Longer texts are stories, of which the beginning is enough
LONGEST_TOLD = 300
#: Filters of closed lists, kept as they are
CLOSED = ("entry", "channel", "gender", "kind", "free")


@dataclass(frozen=True)
class Said:
    """`area` and `topic` are codes of the vocabulary; `filters` are pairs of key and value, written "a=b"."""

    language: str
    words: KeptWords
    area: str
    topic: str
    filters: tuple[str, ...]

    @cached_property
    def key(self) -> str:
        """The same for equal searches: by it one that was followed by something is found again."""
        parts = [self.language, self.words.terms, self.words.has_other, self.area, self.filters]
        return hashlib.blake2b(json.dumps(parts).encode(), digest_size=8).hexdigest()


def say(parameters: Parameters, language: str, *, meant_topic: str = "") -> Said:
    """What is kept of a search. `meant_topic` is what its words are understood to ask for.

    It counts only where the vocabulary knows half of the words: to a machine a name has topics, too.
    """
    terms = vocabulary(settings.LANGUAGE_CODE)
    meant = read_words(parameters, now=timezone.now(), language=language).meant
    words = kept_words(parameters.q, language, known_terms())
    chosen = next((code for code in (*meant.topic, *meant.theme) if terms.topic(code)), "")
    return Said(
        language=language,
        words=words,
        area=next((slug for slug in meant.area if slug in terms.areas), ""),
        topic=chosen or (meant_topic if words.terms or _is_told(parameters.q, language) else ""),
        filters=tuple(_filters(meant, terms)),
    )


def _is_told(text: str, language: str) -> bool:
    """Whether the vocabulary has at least half of the words, in any of its texts."""
    lexicon = vocabulary_of_search.lexicon()
    found = each_word(text[:LONGEST_TOLD], language)
    words = [word for word in found if not is_stop_word(word.spelling, language)]
    # Two words alone are most often a name, and names come in the vocabulary's stories too
    if lexicon is None or len(words) in (0, 2):
        return False
    return 2 * sum(_is_in(word, language, lexicon) for word in words) >= len(words)


def _is_in(word: Word, language: str, lexicon: Lexicon) -> bool:
    forms = (WORD + word.folded, *(STEM + stem for stem in stems(word.spelling, language)))
    numbers = [number_of(form, code) for form in forms for code in languages_for(language)]
    return bool(np.isin(np.array(numbers, np.uint32), lexicon.numbers).any())


def _filters(meant: Parameters, terms: Vocabulary):
    for key in CLOSED:
        yield from (f"{key}={value}" for value in meant.values(key))
    yield from (f"spoken={code}" for code in meant.spoken if _is_language(code))
    yield from (f"whom={code}" for code in meant.whom if terms.target_group(code))
    if meant.when in When.values:
        yield f"when={meant.when}"
    if meant.age:
        yield "age=1"


def _is_language(code: str) -> bool:
    """One that has a name: anything might stand in an address."""
    return code in cldr_locale("en").languages or code in OWN_LANGUAGE_NAMES
