"""Patterns of word lists: phrases of words, beginnings of words, numbers and named lists.

A pattern is written as its words are. A star after a word stands for any ending, an equals sign before it
for the very accents (so that Vietnamese "tối", evening, is not "tôi", I); "<n>" is a number in digits or in
words, "<o>" one that counts in order, "<name>" any word of a named list; a question mark after a word says
that it may be missing. What stands after " | " has to follow and is not part of the phrase: it still asks. A
plus sign before a phrase says that all of it still asks, as "tyttöjen" and "kerho" do in "tyttökerho".
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from search.understanding.conditions.tokens import Token, tokens_of

NUMBER = "<n>"
ORDINAL = "<o>"
LONGEST_NUMBER, TOO_MANY = 3, 1_000
TEN = 10
#: Who is one and a half years old is one
_PART = re.compile(r"[.,٫]\d$")
#: A wider span of numbers is known by its two ends
WIDEST_SPAN = 6


@dataclass(frozen=True, slots=True)
class Element:
    """One word of a pattern: whole words and beginnings of words that it may be."""

    words: frozenset[str] = frozenset()
    starts: tuple[str, ...] = ()
    is_exact: bool = False
    numbers: Mapping[str, int] | None = None

    def meets(self, token: Token) -> bool:
        if self.numbers is not None:
            return token.is_number or token.folded in self.numbers
        text = token.spelling if self.is_exact else token.folded
        return text in self.words or (bool(self.starts) and text.startswith(self.starts))


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrase and what it means; `number` is one that is part of its word ("viisivuotias")."""

    language: str
    meaning: str
    elements: tuple[Element, ...]
    number: int | None = None
    #: How many of the last elements have to follow without being part of it
    following: int = 0
    still_asks: bool = False

    @property
    def ends_with_number(self) -> bool:
        return self.elements[-1].numbers is not None


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found at tokens `first` to before `end`, with the numbers it read there."""

    pattern: Pattern
    first: int
    end: int
    numbers: tuple[int, ...] = ()

    @property
    def reach(self) -> int:
        """Where the pattern ends with what has to follow."""
        return self.end + self.pattern.following


@dataclass
class Phrases:
    """Patterns of many languages, found by the first word of each."""

    whole: dict[str, list[Pattern]] = field(default_factory=lambda: defaultdict(list))
    starting: dict[str, list[Pattern]] = field(default_factory=lambda: defaultdict(list))
    numeric: list[Pattern] = field(default_factory=list)
    lengths: tuple[int, ...] = ()

    def add(self, patterns: Iterable[Pattern]) -> None:
        for pattern in patterns:
            first = pattern.elements[0]
            for word in first.numbers or first.words:
                self.whole[_key(word, first)].append(pattern)
            for start in first.starts:
                self.starting[_key(start, first)].append(pattern)
            if first.numbers is not None:
                self.numeric.append(pattern)
        self.lengths = tuple(sorted({len(start) for start in self.starting}))

    def at(self, tokens: Sequence[Token], first: int) -> Iterator[Match]:
        """All patterns that begin with this token."""
        for pattern in self._candidates(tokens[first]):
            if met := _met(pattern, tokens, first):
                yield met

    def _candidates(self, token: Token) -> Iterator[Pattern]:
        yield from self.whole.get(token.folded, ())
        if token.is_number:
            yield from self.numeric
        for length in self.lengths:
            if length > len(token.folded):
                break
            yield from self.starting.get(token.folded[:length], ())


def _key(word: str, element: Element) -> str:
    return tokens_of(word)[0].folded if element.is_exact else word


def _met(pattern: Pattern, tokens: Sequence[Token], first: int) -> Match | None:
    end = first + len(pattern.elements)
    if end > len(tokens):
        return None
    pairs = list(zip(pattern.elements, tokens[first:end], strict=True))
    if not all(element.meets(token) for element, token in pairs):
        return None
    numbers: tuple[int, ...] = () if pattern.number is None else (pattern.number,)
    for place, (element, token) in enumerate(pairs, first):
        if element.numbers is not None:
            numbers += _numbers(token, element.numbers, tokens[place - 1] if place else None)
    return Match(pattern, first, end - pattern.following, numbers)


def _numbers(token: Token, words: Mapping[str, int], before: Token | None) -> tuple[int, ...]:
    if token.folded in words:
        return (words[token.folded] + _tens(words[token.folded], words, before),)
    whole = _PART.sub("", token.folded)
    parts = [part.strip() for part in whole.replace("–", "-").replace("—", "-").split("-")]
    if any(len(part) > LONGEST_NUMBER for part in parts):
        return (TOO_MANY,)
    first, last = int(parts[0]), int(parts[-1])
    return tuple(range(first, last + 1)) if first < last <= first + WIDEST_SPAN else tuple(map(int, parts))


def _tens(number: int, words: Mapping[str, int], before: Token | None) -> int:
    """What a word before adds to a number: "twenty five", "on yedi"."""
    tens = words.get(before.folded, 0) if before else 0
    return tens if number < TEN and tens and tens % TEN == 0 else 0


class Compiler:
    """Makes patterns of the lines of one language's word list."""

    def __init__(
        self, language: str, sets: Mapping[str, Sequence[str]], numbers: Mapping[str, Mapping[str, int]]
    ):
        self.language, self.numbers = language, numbers
        self.sets = {f"<{name}>": one_of(lines) for name, lines in sets.items()}
        #: Words come in many lines, and a process keeps them all
        self.known: dict[str, tuple[Element, ...]] = {}

    def patterns(self, meaning: str, lines: Iterable[str]) -> Iterator[Pattern]:
        for line in lines:
            phrase, _bar, after = line.removeprefix("+").partition(" | ")
            asks = line.startswith("+")
            following = tuple(element for piece in after.split() for element in self._elements(piece))
            for ways in product(*map(self._ways, phrase.split())):
                elements = tuple(element for way in ways for element in way)
                yield Pattern(
                    self.language,
                    meaning,
                    elements + following,
                    following=len(following),
                    still_asks=asks,
                )

    def _ways(self, piece: str) -> list[tuple[Element, ...]]:
        """What one piece of a line may be; nothing, where it may be missing."""
        elements = self._elements(piece.removesuffix("?"))
        return [elements, ()] if piece.endswith("?") else [elements]

    def _elements(self, piece: str) -> tuple[Element, ...]:
        if piece in self.sets:
            return (self.sets[piece],)
        if piece in (NUMBER, ORDINAL):
            return (Element(numbers=self.numbers[piece]),)
        if piece not in self.known:
            self.known[piece] = tuple(_words(piece))
        return self.known[piece]


def one_of(lines: Iterable[str], *, is_exact: bool = False) -> Element:
    """Any of single words, by the very accents or without them."""
    single = [_word(f"={line}" if is_exact else line) for line in lines]
    return Element(
        frozenset(word for element in single for word in element.words),
        tuple(start for element in single for start in element.starts),
        is_exact,
    )


def _word(line: str) -> Element:
    elements = list(_words(line))
    if len(elements) != 1:
        raise ValueError(f"Not one word: {line}")
    return elements[0]


def _words(piece: str) -> Iterator[Element]:
    is_exact, text = piece.startswith("="), piece.strip("=*")
    *others, last = (token.spelling if is_exact else token.folded for token in tokens_of(text))
    yield from (Element(frozenset((word,)), is_exact=is_exact) for word in others)
    if piece.endswith("*"):
        yield Element(starts=(last,), is_exact=is_exact)
    else:
        yield Element(frozenset((last,)), is_exact=is_exact)
