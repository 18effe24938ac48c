"""Russian and Ukrainian that was typed in Latin letters, in letters of their own."""

import re
from collections.abc import Callable, Mapping

_SHARED = {
    **{"shch": "щ", "sch": "щ", "sh": "ш", "ch": "ч", "zh": "ж", "kh": "х", "ts": "ц"},
    **{"tsk": "тск", "tsv": "тсв", "tstv": "тств"},
    **{"ya": "я", "ja": "я", "yu": "ю", "ju": "ю", "yo": "ё", "jo": "ё"},
    **{"a": "а", "b": "б", "c": "ц", "d": "д", "e": "е", "f": "ф", "g": "г", "i": "и", "j": "й", "k": "к"},
    **{"l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "к", "r": "р", "s": "с", "t": "т", "u": "у"},
    **{"v": "в", "w": "в", "x": "х", "z": "з", "'": "ь"},
}
_LETTERS: Mapping[str, Mapping[str, str]] = {
    "ru": _SHARED | {"h": "х", "y": "ы"},
    "uk": _SHARED
    | {"ye": "є", "je": "є", "yi": "ї", "ji": "ї", "ia": "я", "iu": "ю", "i": "і", "h": "г", "y": "и"},
}
_VOWEL = "[aeiouy]"
#: "Yest", "moyey": two letters for one, but not in "novye"
_IOTATED = re.compile(rf"(?:^|(?<={_VOWEL}))[yj]e")
#: "Moy", "detskij", "novyy" end in one letter of their own
_SHORT_I = re.compile(rf"(?<={_VOWEL})[yj](?!{_VOWEL})|(?<=[^aeiouy]y)i$|(?<=sk)ii$")
_WORD = re.compile(r"[a-z]+(?:'[a-z]*)*")
_LONGEST = max(map(len, _SHARED))
#: Letters that are seldom told apart where they are typed in Latin ones
BY_EAR = str.maketrans({"ь": "", "ъ": "", "ы": "и", "э": "е", "й": "и", "і": "и"})


def has_latin_spelling(language: str) -> bool:
    """Whether people type this language in Latin letters, and it is known how."""
    return language in _LETTERS


def in_own_letters(text: str, language: str, stays: Callable[[str], bool]) -> str:
    """A text in the letters of its language, but for words that stay as they are: names, Finnish words."""
    letters = _LETTERS[language]
    return _WORD.sub(lambda word: word[0] if stays(word[0]) else _spelled(word[0], letters), text.casefold())


def _spelled(word: str, letters: Mapping[str, str]) -> str:
    word = _SHORT_I.sub(lambda found: "ий" if found[0] == "ii" else "й", word)
    word = _IOTATED.sub(letters.get("ye", "е"), word)
    spelled, at = [], 0
    while at < len(word):
        sizes = range(min(_LONGEST, len(word) - at), 0, -1)
        size = next((size for size in sizes if word[at : at + size] in letters), 1)
        spelled.append(letters.get(word[at : at + size], word[at : at + size]))
        at += size
    return "".join(spelled)
