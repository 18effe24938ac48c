"""The word lists of all languages, one file for each: read once in a process.

What their keys mean stands in search/understanding/words/README.md.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from search.analysis import fold
from search.understanding.conditions.patterns import (
    NUMBER,
    ORDINAL,
    Compiler,
    Element,
    Pattern,
    Phrases,
    one_of,
)

FOLDER = Path(__file__).parent.parent / "words"
LANGUAGES = ("fi", "sv", "en", "ru", "et", "uk", "so", "ar", "fa", "ckb", "tr", "vi", "zh-hans", "fr", "es")
#: Where single syllables mean nothing without their accents
TONES = ("vi",)
#: What holds no condition though it looks like one
NOTHING = "nothing"
#: What is a word of the reader's own language, and a condition in another one
OWN = "own"
AGES = ("years", "years_under", "years_by_child", "months", "months_by_child", "grades")
AGE = "age:"
#: What says "without paying": no price where rent, wages or months stand beside it
FREE, FREE_UNLESS_OWED = "free", "free_unless_owed"
CONTEXTS = (
    *("child", "lasting", "past", "units", "halves", "unborn", "asking", "seeking", "telling", "breaks"),
    *("not", "learning", "subject", "unsafe", "owed", "getting", "tens"),
    *("wanted", "denied", "gone", "unpaid", "grown"),
)


@dataclass(frozen=True, slots=True)
class Context:
    """Words of one language that say whether what stands beside them is a condition."""

    child: Element
    lasting: Element
    past: Element
    units: Element
    halves: Element
    unborn: Element
    asking: Element
    seeking: Element
    telling: Element
    breaks: Element
    negation: Element
    learning: Element
    subject: Element
    unsafe: Element
    owed: Element
    getting: Element
    tens: Element
    wanted: Element
    denied: Element
    gone: Element
    unpaid: Element
    grown: Element


@dataclass(frozen=True)
class WordLists:
    phrases: Phrases
    contexts: Mapping[str, Context]


@cache
def word_lists() -> WordLists:
    phrases, contexts = Phrases(), {}
    for language in LANGUAGES:
        listed = tomllib.loads((FOLDER / f"{language}.toml").read_text())
        phrases.add(_patterns(language, listed))
        contexts[language] = _context(listed.get("contexts", {}), is_exact=language in TONES)
    return WordLists(phrases, contexts)


def _context(listed: Mapping[str, list[str]], *, is_exact: bool) -> Context:
    return Context(*(one_of(listed.get(name, ()), is_exact=is_exact) for name in CONTEXTS))


def _patterns(language: str, listed: Mapping[str, Any]) -> Iterator[Pattern]:
    numbers = {NUMBER: _numbers(listed, "numbers"), ORDINAL: _numbers(listed, "ordinals")}
    compiler = Compiler(language, listed.get("sets", {}), numbers)
    for name in (NOTHING, OWN):
        yield from compiler.patterns(name, listed.get(name, ()))
    for name, lines in listed.get("conditions", {}).items():
        yield from compiler.patterns(name, lines)
    for name, lines in _spoken(listed.get("spoken", {})):
        yield from compiler.patterns(name, lines)
    for name in AGES:
        yield from _age_patterns(compiler, name, listed)


def _numbers(listed: Mapping[str, Any], key: str) -> dict[str, int]:
    """Words with their numbers, of a list of numbers with their words."""
    words = listed.get(key, {}).items()
    return {fold(word, ""): int(number) for number, spelled in words for word in spelled.split()}


def _spoken(listed: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Each language's names put into the phrases in which a language of service is asked for."""
    for code, names in listed.get("names", {}).items():
        yield f"spoken.{code}", [line.format(name) for name in names for line in listed["phrases"]]
    for code, lines in listed.get("also", {}).items():
        yield f"spoken.{code}", lines


def _age_patterns(compiler: Compiler, name: str, listed: Mapping[str, Any]) -> Iterator[Pattern]:
    """Phrases with a number; "{n}" and "{o}" stand for one that is written together with its word."""
    for line in listed.get("ages", {}).get(name, ()):
        stems = _stems(line, listed)
        if not stems:
            yield from compiler.patterns(AGE + name, [line])
        for stem, number in stems:
            written = line.replace("{n}", stem).replace("{o}", stem)
            yield from _with_number(compiler.patterns(AGE + name, [written]), number)


def _stems(line: str, listed: Mapping[str, Any]) -> Iterable[tuple[str, int]]:
    key = "stems" if "{n}" in line else "ordinal_stems" if "{o}" in line else ""
    return _numbers(listed, key).items() if key else ()


def _with_number(patterns: Iterable[Pattern], number: int) -> Iterator[Pattern]:
    for pattern in patterns:
        yield replace(pattern, number=number)
