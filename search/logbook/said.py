"""A search as it is kept: what of it can be counted, and nothing that only one person would ask."""

import hashlib
import json
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.functional import cached_property

from directory.reading.vocabulary import Vocabulary, vocabulary
from directory.reading.wording import is_language
from search.logbook.kept_words import KeptWords, kept_words
from search.logbook.known_terms import known_terms
from search.querying.from_words import read_words
from search.querying.meant_topic import is_told
from search.querying.parameters import Parameters, When

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
        topic=chosen or (meant_topic if words.terms or is_told(parameters.q, language) else ""),
        filters=tuple(_filters(meant, terms)),
    )


def _filters(meant: Parameters, terms: Vocabulary):
    for key in CLOSED:
        yield from (f"{key}={value}" for value in meant.values(key))
    yield from (f"spoken={code}" for code in meant.spoken if is_language(code))
    yield from (f"whom={code}" for code in meant.whom if terms.target_group(code))
    if meant.when in When.values:
        yield f"when={meant.when}"
    if meant.age:
        yield "age=1"
