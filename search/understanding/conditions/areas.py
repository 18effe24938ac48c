"""Areas of the city in the words of a query: by name, inflected, transliterated and as people call them."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from search.analysis import fold
from search.understanding.conditions import inflection, transliteration
from search.understanding.conditions.patterns import Element, Match, Pattern, one_of
from search.understanding.conditions.tokens import Token, tokens_of

FILE = Path(__file__).parent.parent / "words" / "areas.toml"
#: How surely a form of a name is a place: alone, only beside a word that says where, or only before "near" or
#: what is called by its area
SURE, BESIDE, GENITIVE = "sure", "beside", "genitive"
MOST_WORDS = 4

Slugs = tuple[str, ...]
#: The words of a form, folded
Form = tuple[str, ...]


class Areas:
    """The areas that can be chosen: made of their names by slug, in any languages, the Finnish one first."""

    def __init__(self, names: Mapping[str, Iterable[str]]):
        self.forms: dict[Form, tuple[str, Slugs]] = {}
        self.cyrillic: dict[str, Slugs] = {}
        self.arabic: dict[str, Slugs] = {}
        for slugs, spelled in _named(names).items():
            for name in spelled:
                self._add(name, slugs)

    def at(self, tokens: Sequence[Token], first: int) -> Iterator[Match]:
        """The areas named from this token on."""
        for end in range(min(len(tokens), first + MOST_WORDS), first, -1):
            sureness, slugs = self.forms.get(tuple(token.folded for token in tokens[first:end]), ("", ()))
            if not slugs:
                continue
            if _is_place(sureness, tokens, first, end):
                yield _match(slugs, first, end)
            elif sureness == GENITIVE and _follows(_listed()["named_by_area"], tokens, end):
                # Part of a name, too, which may be what is looked for
                yield _match(slugs, first, end, still_asks=True)
        if slugs := self._by_ear(tokens, first):
            yield _match(slugs, first, first + 1)

    def _by_ear(self, tokens: Sequence[Token], first: int) -> Slugs:
        """The area that a word of another script sounds like, where a word beside it says "in" or "near"."""
        word = tokens[first].folded
        if word in _listed()["unlike"]:
            return ()
        if "\u0400" <= word[0] <= "\u052f":
            keys, known = transliteration.cyrillic_keys_of_word(word), self.cyrillic
        elif "\u0600" <= word[0] <= "\u077f":
            keys, known = transliteration.arabic_keys_of_word(word), self.arabic
        else:
            return ()
        key = next((key for key in keys if key in known), None)
        # A first letter is the preposition only where the name is what follows it
        is_joined = known is self.arabic and key != keys[0]
        return known[key] if key and (is_joined or _says_where(tokens, first, first + 1)) else ()

    def _add(self, name: str, slugs: Slugs) -> None:
        words = _folded(name)
        if fold(name, "") in _listed()["unsaid"]:
            return
        is_common = fold(name, "") in _listed()["common"]
        self._put(words, BESIDE if is_common else SURE, slugs)
        *others, last = words
        if last.isascii() and last.isalpha():
            for form in inflection.where(last):
                self._put((*others, form), SURE, slugs)
            self._put((*others, inflection.of(last)), GENITIVE, slugs)
            self._add_by_ear("".join(words), slugs)

    def _add_by_ear(self, name: str, slugs: Slugs) -> None:
        for known, key in (
            (self.cyrillic, transliteration.cyrillic_key(name)),
            (self.arabic, transliteration.arabic_key(name)),
        ):
            if key:
                known.setdefault(key, slugs)

    def _put(self, form: Form, sureness: str, slugs: Slugs) -> None:
        self.forms.setdefault(form, (sureness, slugs))


def called() -> list[tuple[str, str]]:
    """What people call parts of areas, each name with the Finnish one of the area that can be chosen."""
    pairs = ((entry["names"], entry["areas"]) for entry in _listed()["called"] if len(entry["areas"]) == 1)
    return [(name, area) for names, (area,) in pairs for name in names]


def words_for_where() -> Element:
    """Words for "in" and "near" that stand before a name."""
    return _listed()["before"]


@cache
def _listed() -> Mapping[str, Any]:
    listed = tomllib.loads(FILE.read_text())
    return listed | {
        **{key: frozenset(fold(name, "") for name in listed[key]) for key in ("common", "unsaid", "unlike")},
        **{key: one_of(listed[key]) for key in ("before", "after", "near", "named_by_area")},
    }


def _named(names: Mapping[str, Iterable[str]]) -> dict[Slugs, list[str]]:
    """All names by the slugs they stand for: those handed in, then what people call parts of these areas."""
    found: dict[Slugs, list[str]] = defaultdict(list)
    by_name: dict[str, str] = {}
    for slug, spelled in names.items():
        found[(slug,)] += [name for name in spelled if name]
        by_name |= {fold(name, ""): slug for name in reversed(found[(slug,)])}
    for entry in _listed()["called"]:
        slugs = tuple(by_name[fold(name, "")] for name in entry["areas"] if fold(name, "") in by_name)
        if slugs:
            found[slugs] += entry["names"]
    return found


def _folded(name: str) -> Form:
    return tuple(token.folded for token in tokens_of(name))


def _match(slugs: Slugs, first: int, end: int, *, still_asks: bool = False) -> Match:
    meaning = "+".join(f"area.{slug}" for slug in slugs)
    return Match(Pattern("", meaning, (), still_asks=still_asks), first, end)


def _is_place(sureness: str, tokens: Sequence[Token], first: int, end: int) -> bool:
    if sureness == GENITIVE:
        return _follows(_listed()["near"], tokens, end)
    return sureness == SURE or _says_where(tokens, first, end)


def _says_where(tokens: Sequence[Token], first: int, end: int) -> bool:
    """A word for "in" or "near" beside it."""
    if first and words_for_where().meets(tokens[first - 1]):
        return True
    return _follows(_listed()["after"], tokens, end)


def _follows(element: Element, tokens: Sequence[Token], end: int) -> bool:
    return end < len(tokens) and element.meets(tokens[end])
