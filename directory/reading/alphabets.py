"""Names in the order of the reader's alphabet, as in the index of a book.

Databases and Python sort by code point, or by the one locale of a server: neither puts õ before ä for an
Estonian, ä after z for a Finn and beside a for a Turk. ICU would, but it is a large library to build for one
page. So the alphabets are written down here, as in the standard collations of CLDR: names are compared letter
by letter; a letter that the reader's alphabet lacks stands with the one it is made from, and upper and lower
case are one. Each script is apart, the reader's own first; then digits and other scripts.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from django.conf import settings
from django.db.models import Model
from django.utils.translation import get_language

from directory.reading.texts import read_text
from directory.reading.wording import language_name

LATIN = "abcdefghijklmnopqrstuvwxyz"
CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
SCRIPTS = (LATIN, CYRILLIC, ARABIC)

#: Alphabets of their own, by the number of the script that they belong to
OWN = {
    "fi": (0, f"{LATIN}åäö"),
    "sv": (0, f"{LATIN}åäö"),
    "et": (0, "abcdefghijklmnopqrsšzžtuvwõäöüxy"),
    "tr": (0, "abcçdefgğhıijklmnoöpqrsştuüvwxyz"),
    "vi": (0, "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"),
    "es": (0, "abcdefghijklmnñopqrstuvwxyz"),
    "ru": (1, CYRILLIC),
    "uk": (1, "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяъыэ"),
    "ar": (2, ARABIC),
    "fa": (2, "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"),
    "ckb": (2, "ئابپتثجچحخدذرڕزژسشصضطظعغفڤقکگلڵمنوۆهەیێ"),
}
#: Letters that come apart into no other one, each with whom it stands where an alphabet lacks it
PAIRS = """
    øö æä œo đd ðd łl þt ßs ıi
    ґг єе іи
    كک کك ىی يی یي ەه ةت ٱا
    پب چج ژز گك ڤف ڕر ڵل ۆو ێي
"""
LIKE = dict(PAIRS.split())
LIKE_IN_NORDIC = LIKE | {"ü": "y"}
#: In Turkish a letter with a dot keeps it, and one without gets none
TURKISH_SMALL, TURKISH_CAPITAL = str.maketrans("Iİ", "ıi"), str.maketrans("iı", "İI")
HAN = "汉字"
OTHERS = "#"

#: The most steps from a letter to the plain one
LONGEST_WAY = 5
#: Ranks before and after those of the scripts
SPACE, DIGIT, HAN_OF_CHINESE = -3, -2, -1
HAN_OF_OTHERS, OTHER, NOTHING = 10, 11, 12


class Alphabet:
    """The order of names for the readers of one language."""

    def __init__(self, language_code: str):
        self.language_code = language_code
        number, letters = OWN.get(language_code, (0, LATIN))
        self._scripts = [letters, *(script for script in SCRIPTS if script != SCRIPTS[number])]
        self._places = {
            letter: (rank, index)
            for rank, script in enumerate(self._scripts)
            for index, letter in enumerate(script)
        }
        self._like = LIKE_IN_NORDIC if language_code in ("fi", "sv") else LIKE
        self._han = HAN_OF_CHINESE if language_code.startswith("zh") else HAN_OF_OTHERS

    def key(self, name: str) -> tuple:
        """What to sort names by."""
        places = [place for place in map(self._place, self._letters(name)) if place]
        first = next((rank for rank, _index in places if rank != SPACE), NOTHING)
        return (OTHER if first == DIGIT else first, places, name)

    def heading(self, name: str) -> str:
        """What a name stands under: its first letter as a capital, or a sign for all of another script."""
        places = (place for place in map(self._place, self._letters(name)) if place)
        rank, index = next((place for place in places if place[0] != SPACE), (OTHER, 0))
        if rank == self._han:
            return HAN
        return self._capital(self._scripts[rank][index]) if 0 <= rank < len(self._scripts) else OTHERS

    def _letters(self, name: str) -> str:
        small = name.translate(TURKISH_SMALL) if self.language_code == "tr" else name
        return unicodedata.normalize("NFC", small.casefold())

    def _capital(self, letter: str) -> str:
        return (letter.translate(TURKISH_CAPITAL) if self.language_code == "tr" else letter).upper()

    def _place(self, letter: str) -> tuple[int, int] | None:
        """The rank of a letter's script and its own in that; none for signs and marks."""
        for form in self._forms(letter):
            if form in self._places:
                return self._places[form]
        if letter.isspace():
            return (SPACE, 0)
        if not letter.isalnum():
            return None
        rank = DIGIT if letter.isdigit() else self._han if _is_han(letter) else OTHER
        return (rank, ord(letter))

    def _forms(self, letter: str) -> Iterator[str]:
        """A letter and those that it may stand with, ever simpler ones: ế, ê, e."""
        for _ in range(LONGEST_WAY):
            yield letter
            letter = self._like.get(letter) or _without_last_mark(letter)


@lru_cache
def alphabet(language_code: str) -> Alphabet:
    return Alphabet(language_code)


def by_name(rows: Iterable[Model], language_code: str) -> list:
    """Objects with a name, in the order in which a reader of the language looks for it."""
    key = alphabet(language_code).key
    return sorted(rows, key=lambda row: key(read_text(row, "name", language_code).value))


def by_language_name(codes: Iterable[str]) -> list[str]:
    """Codes of languages in the order of their names in the reader's language."""
    key = alphabet(get_language() or settings.LANGUAGE_CODE).key
    return sorted(codes, key=lambda code: key(language_name(code)))


def _without_last_mark(letter: str) -> str:
    first, *_marks = unicodedata.decomposition(letter).split() or [""]
    return letter if not first or first.startswith("<") else chr(int(first, 16))


def _is_han(letter: str) -> bool:
    return "CJK UNIFIED" in unicodedata.name(letter, "")
