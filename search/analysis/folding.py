"""Folding: one spelling for what people write in several ways."""

import re
import unicodedata
from collections.abc import Callable

from search.analysis.scripts import MARKS

# Languages in which an apostrophe is a letter, left out or written at will: la'aan, сім'я.
APOSTROPHE_IS_A_LETTER = frozenset({"so", "uk"})

_INVISIBLE = "\u00ad\u061c\u180e\ufeff" + "".join(
    chr(code)
    for start, end in ((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F))
    for code in range(start, end + 1)
)
# Between Han characters they choose a glyph.
_FIRST_SELECTOR, _LAST_SELECTOR = "\U000e0100", "\U000e01ef"
_SIGNS = (
    dict.fromkeys(_INVISIBLE, "")
    | dict.fromkeys("’‘‛ʼʻʽʾʿˈ′″‴⁗`\u1fef´＇｀", "'")
    | dict.fromkeys("‐‑", "-")
    | {"ŉ": "'n", "ẚ": "a", "İ": "i"}
)
# Python normalises a run of n combining marks in n² steps; no language here stacks more than three.
_STACKED_MARKS = re.compile(f"([{MARKS}]{{8}})[{MARKS}]+")
_INNER_APOSTROPHE = re.compile(r"(?<=\w)'+(?=\w)")

_LETTERS = {
    **{"ı": "i", "đ": "d", "ð": "d", "ø": "o", "ł": "l", "ħ": "h", "ŧ": "t", "ŋ": "n", "ə": "e"},
    **{"æ": "ae", "œ": "oe", "þ": "th"},
    **{"й": "й", "і": "и", "є": "е", "ґ": "г"},
    **{"ٱ": "ا", "ء": "", "ـ": ""},
    **dict.fromkeys("ةەھہۃ", "ه"),
    **dict.fromkeys("يىێېے", "ی"),
    **dict.fromkeys("كڪ", "ک"),
    **dict.fromkeys("ۆۇۈۋ", "و"),
    **{"ڕ": "ر", "ڵ": "ل", "ڤ": "ف", "ں": "ن"},
}
_SCRIPTS_WITH_DECORATING_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u08ca-\u08ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_DOUBLE_WAW = re.compile("و{2,}")
_REMEMBERED_CHARACTERS = 8_000


def fold(text: str, language: str) -> str:
    """Return the text in the one spelling that is indexed and searched; folding twice changes nothing.

    The same for every language, because a query in Arabic may come from the Finnish interface: NFKC and
    casefold; digits of any script as 0–9; accents off Latin, Cyrillic, Greek, Arabic and Hebrew letters
    (й alone stays, as и and й are different letters to everybody); all Turkish i's as i; і ї as и, є as
    е, ґ as г, which people without a Ukrainian keyboard type; Arabic script with one alef, yeh, kaf, heh
    and waw (also for double waw, hamza and ۆ), no vowel signs, tatweel or lone hamza, and ڕ ڵ ڤ as ر ل ف;
    typographic apostrophes and hyphens as ' and -; invisible characters such as the zero-width non-joiner
    left out; control characters and surrogates as spaces.

    The language adds one thing: within Somali and Ukrainian words apostrophes are left out.
    """
    # Once more at the end: a mark that folding took away may have stood between apostrophe and letter.
    return _without_inner_apostrophes(fold_unified(unify(text, language)), language)


def unify(text: str, language: str) -> str:
    """Return the text with its letters intact and its signs in one form, in which words are found."""
    # Before NFKC, which turns the acute accent that people type as an apostrophe into a space.
    text = _STACKED_MARKS.sub(r"\1", text.translate(_UNIFIED_SIGNS))
    return _without_inner_apostrophes(unicodedata.normalize("NFKC", text), language)


def fold_unified(text: str) -> str:
    """Fold what `unify` returned, or a word of it."""
    folded = text.translate(_FOLDED_CHARACTERS)
    if folded.isascii():
        return folded
    return _DOUBLE_WAW.sub("و", unicodedata.normalize("NFC", folded))


def _without_inner_apostrophes(text: str, language: str) -> str:
    return _INNER_APOSTROPHE.sub("", text) if language in APOSTROPHE_IS_A_LETTER else text


class _Characters(dict[int, str]):
    """A table for `str.translate` that asks for a character when it is first met."""

    def __init__(self, translated: Callable[[str], str]) -> None:
        self.translated = translated

    def __missing__(self, code: int) -> str:
        found = self.translated(chr(code))
        # A hostile query can hold every character there is.
        if len(self) < _REMEMBERED_CHARACTERS:
            self[code] = found
        return found


def _unify_character(character: str) -> str:
    if _is_distant_mark(character) or _FIRST_SELECTOR <= character <= _LAST_SELECTOR:
        return ""
    return _SIGNS.get(character, character)


def _is_distant_mark(character: str) -> bool:
    # No language here has marks past the first plane; without them the pattern of stacked marks is quick.
    return character > "\uffff" and unicodedata.combining(character) > 0


def _fold_character(character: str) -> str:
    if character in _LETTERS:
        return _LETTERS[character]
    if _is_distant_mark(character):
        return ""
    if unicodedata.category(character)[0] in "CZ":
        return " "
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    plain = _SCRIPTS_WITH_DECORATING_MARKS.sub("", _decomposed(character))
    if plain == character:
        return character
    return "".join(map(_fold_character, plain))


def _decomposed(character: str) -> str:
    lowered = character.casefold()
    return lowered if lowered in _LETTERS else unicodedata.normalize("NFKD", lowered)


_UNIFIED_SIGNS = _Characters(_unify_character)
_FOLDED_CHARACTERS = _Characters(_fold_character)
