"""A query in tokens: words, numbers and single Han characters, each with its place and its clause."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from search.analysis import fold
from search.analysis.scripts import CJK, MARKS

_NUMERALS = "一二三四五六七八九十两"
#: "3-6" is one number, of two ends, and "1,5" one; "1,2,3" are three and "5.12.2026" is a day
_TOKEN = re.compile(
    rf"(?<![\d.,])\d+(?:\s?[-–—]\s?\d+)?[.,٫]\d(?![\d.,])|\d+(?:\s?[-–—]\s?\d+)?|[{_NUMERALS}]+|[{CJK}]|(?:[^\W\d_{CJK}])(?:[^\W\d_{CJK}]|[{MARKS}\u200c\u200d])*"
)
#: What parts clauses, as a full stop mostly does
_BREAK = re.compile(r"[!?;:\n,،؛؟。，！？、]|\s[-–—]\s")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text: as it was written (`spelling`, lower case) and as it is compared (`folded`)."""

    spelling: str
    folded: str
    start: int
    end: int
    clause: int = 0

    @property
    def is_number(self) -> bool:
        return self.spelling[:1].isdecimal()

    @property
    def width(self) -> float:
        """How much of a word it is: one of a Han character is half a word."""
        return 0.5 if "\u2e80" <= self.folded[:1] <= "\u9fff" else 1.0


def tokens_of(text: str) -> list[Token]:
    return list(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    clause, last = 0, 0
    for found in _TOKEN.finditer(text):
        clause += _is_parted(text[last : found.start()], text[last - 1 : last], found[0])
        last = found.end()
        spelling, folded = unicodedata.normalize("NFC", found[0]).casefold(), fold(found[0], "")
        # Nothing is left of a lone sign such as a tatweel
        if folded:
            yield Token(spelling, folded, found.start(), found.end(), clause)


def _is_parted(between: str, before: str, after: str) -> bool:
    """Whether a clause ends between two tokens. The full stop of "3. luokka" ends none."""
    is_of_number = before.isdecimal() and not after[0].isupper()
    return bool(_BREAK.search(between)) or ("." in between and not is_of_number)
