"""Whether a query tells of violence, suicide or a child that is not safe: by word lists in all languages."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from search.understanding.conditions.tokens import tokens_of
from search.understanding.conditions.word_lists import LANGUAGES, TONES

FOLDER = Path(__file__).parent / "danger_words"
KINDS = ("violence", "suicide", "child")
#: Phrases that only look like one
NOTHING = "nothing"
#: As much of a text as can be a query; a longer one is read to here
LONGEST_READ = 1_000
#: Words that may stand between two parts of a phrase
GAP = "(?:[^ ]+ ){0,4}?"
ARTICLE = "(?:[وفبكل]{0,2}(?:ال|لل)?)"
#: Takes the place of a phrase that only looks like one: no phrase goes across it, as it is not a word
_CUT = "  "
#: In Ukrainian an apostrophe is a letter that some leave out
_INNER_APOSTROPHE = re.compile(r"(?<=[Ѐ-ӿ])['’ʼ`](?=[Ѐ-ӿ])")
#: The sign of a Persian verb, which is written apart at will
_APART = re.compile(r"(?<= )(ن?می) (?=[^ ])")


@lru_cache(maxsize=256)  # a page asks more than once, and so does who narrows a search down
def tells_of_danger(text: str) -> bool:
    """Say whether a person in danger may have typed this, in any of the languages."""
    text = text[:LONGEST_READ]
    # Who types without any mark leaves the tones out too
    toned = not text.isascii()
    return _is_in(_words(text), _phrases()) or _is_in(
        _words(text, toned=toned), _phrases(tonal=True, toned=toned)
    )


@dataclass(frozen=True, slots=True)
class _Phrases:
    """Expressions over the words of a text."""

    danger: re.Pattern[str]
    nothing: re.Pattern[str]


def _is_in(words: str, phrases: _Phrases) -> bool:
    return bool(phrases.danger.search(phrases.nothing.sub(_CUT, words)))


def _words(text: str, *, toned: bool = False) -> str:
    """The words of a text with a space on either side of each."""
    found = (
        token.spelling if toned else token.folded for token in tokens_of(_INNER_APOSTROPHE.sub("", text))
    )
    return _APART.sub(r"\1", f" {' '.join(found)} ")


@cache
def _phrases(*, tonal: bool = False, toned: bool = False) -> _Phrases:
    """Those of languages with tones that tell words apart, or of all the others."""
    listed = [_listed(each) for each in LANGUAGES if (each in TONES) == tonal]
    danger = [_expression(line, lists, toned) for lists in listed for kind in KINDS for line in lists[kind]]
    nothing = [_expression(line, lists, toned) for lists in listed for line in lists[NOTHING]]
    return _Phrases(re.compile("|".join(danger)), re.compile("|".join(nothing)))


def _listed(language: str) -> dict:
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


def _expression(line: str, lists: Mapping, toned: bool) -> str:
    """A phrase begins after a space and ends with one."""
    sets = lists.get("sets", {})
    return "(?<= )" + "".join(_part(piece, sets, toned) for piece in line.split())


def _part(piece: str, sets: Mapping[str, Sequence[str]], toned: bool) -> str:
    if piece == "…":
        return GAP
    if not piece.startswith("<"):
        return _word(piece, toned)
    of_set = ("".join(_word(word, toned) for word in line.split()) for line in sets[piece.strip("<>")])
    return f"(?:{'|'.join(of_set)})"


def _word(piece: str, toned: bool) -> str:
    before = "[^ ]*" if piece.startswith("*") else ARTICLE if piece.startswith("^") else ""
    after = "[^ ]* " if piece.endswith("*") else " "
    return before + re.escape(_words(piece.strip("*^"), toned=toned).strip()) + after
