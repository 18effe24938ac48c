"""A sentence such as "who works in Itäkeskus with youth and speaks Somali", as the conditions it names.

Areas, by the names people use, and languages are read as the readers' search reads them.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
from django.utils import timezone

from desk.choices import language_choices
from desk.finding.asked import Asked
from directory.choices import TaxonomySlug
from directory.reading.vocabulary import Vocabulary
from search.analysis import fold, words
from search.querying.from_words import read_words
from search.querying.parameters import Parameters
from search.topics import vocabulary
from search.understanding import topics_of_query

FILE = Path(__file__).parent / "groups.toml"
#: A topic less like the words than this is not meant: "who works with" is a little like many of them
SURE = 0.75


def understood(asked: Asked, terms: Vocabulary, language: str) -> Asked:
    """What is asked, with what its words say of which nothing was chosen; without the words."""
    if not asked.words:
        return asked
    meant = read_words(Parameters.read({"q": asked.words}), now=timezone.now(), language=language).meant
    rest = words(meant.q, language)
    groups = dict(_groups(rest, terms, language))
    others = " ".join(word for word in rest if word not in groups)
    return replace(
        asked,
        words="",
        area=asked.area or next(iter(meant.area), ""),
        language=asked.language or next(iter(meant.spoken), "") or _language(rest),
        whom=asked.whom or next(iter(groups.values()), ""),
        topic=asked.topic or _topic(others, terms, language),
    )


def _language(rest: list[str]) -> str:
    """A language by its name alone: to a reader that is no condition, here nothing else can be meant."""
    names = ((code, fold(name, "")) for code, name in language_choices())
    return next((code for code, name in names if any(word.startswith(name) for word in rest)), "")


def _groups(rest: list[str], terms: Vocabulary, language: str) -> Iterator[tuple[str, str]]:
    """Words that name a group, with its code."""
    for term in terms.by_id.values():
        if term.taxonomy == TaxonomySlug.TARGET_GROUPS:
            forms = (*_listed().get(term.code, ()), *words(term.name, language))
            yield from ((word, term.code) for word in rest if any(_is(word, form) for form in forms))


def _is(word: str, form: str) -> bool:
    return word.startswith(form[:-1]) if form.endswith("*") else word == form


def _topic(text: str, terms: Vocabulary, language: str) -> str:
    lexicon = vocabulary.lexicon() if text and vocabulary.uses("topics") else None
    if lexicon is None or not lexicon.topics:
        return ""
    likeness = topics_of_query(text, language, lexicon)
    best = int(np.argmax(likeness))
    code = lexicon.topics[best]
    return code if likeness[best] >= SURE and terms.topic(code) else ""


@cache
def _listed() -> Mapping[str, tuple[str, ...]]:
    with FILE.open("rb") as file:
        return {code: tuple(fold(form, "") for form in forms) for code, forms in tomllib.load(file).items()}
