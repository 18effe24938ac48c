"""Texts as people type them, in all languages: names of topics, and situations as they are told."""

from collections.abc import Mapping
from itertools import chain, islice, zip_longest
from random import Random

from search.benchmark.mix import Asked
from search.topics import vocabulary

KINDS = ("label", "situation")


def typed(number: int, *, seed: int) -> list[Asked]:
    """Draw texts, each one once, and about as many in each language and of each kind.

    They are the same for the same vocabulary and seed.
    """
    chance = Random(seed)  # noqa: S311 - nothing secret
    drawn = [
        [(text, language) for text in chance.sample(texts, len(texts))]
        for (language, _kind), texts in sorted(_texts().items())
    ]
    languages: dict[str, str] = {}
    for text, language in filter(None, chain.from_iterable(zip_longest(*drawn))):
        languages.setdefault(text, language)
    return [Asked({"q": text}, language) for text, language in islice(languages.items(), number)]


def _texts() -> Mapping[tuple[str, str], list[str]]:
    """By language and kind."""
    found: dict[tuple[str, str], list[str]] = {}
    for entry in vocabulary.entries():
        if entry.kind in KINDS:
            found.setdefault((entry.language, entry.kind), []).append(entry.text)
    return found
