"""Words that were typed while the keyboard was set to other letters: "ltncrbq cfl" is детский сад."""

import re
from collections.abc import Callable

#: The keys of a Latin layout by their signs on the American one
_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./"
_CYRILLIC = "ёйцукенгшщзхъфывапролджэячсмитьбю."
#: What the same keys give on the usual layout of a language. That of Sorani follows the sound of Latin ones
_LAYOUTS = {
    "ru": [*_CYRILLIC],
    "uk": [*_CYRILLIC.translate(str.maketrans("ёъыэ", "'їіє"))],
    "ar": ["ذ", *"ضصثقفغعهخحجدشسيبلاتنمكطئءؤر", "لا", *"ىةوزظ"],
    "fa": [*"`ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو./"],
}
#: With Shift, and on the Finnish layout
_SAME_KEYS = str.maketrans('~{}:"<>?öäå¨', "`[];',./;'[]")
_TO_FINNISH = str.maketrans(";'[", "öäå")
_FROM_LATIN = {
    language: str.maketrans(dict(zip(_KEYS, own, strict=True))) for language, own in _LAYOUTS.items()
}
#: Letters whose keys give letters on the Finnish layout
_TO_LATIN = {
    language: {
        letter: key for key, letter in zip(_KEYS.translate(_TO_FINNISH), own, strict=True) if key.isalpha()
    }
    for language, own in _LAYOUTS.items()
}
_WORD = re.compile(r"\S+")
#: One key of the Arabic layout gives two letters
_LETTER = re.compile("لا|.")


def has_layout(language: str) -> bool:
    """Whether people switch between a Latin layout and one of this language that is known."""
    return language in _LAYOUTS


def from_latin(text: str, language: str, stays: Callable[[str], bool]) -> str:
    """What the same keys give in the letters of a language, but for words that stay as they are.

    Signs are letters, too: the key of the full stop is the letter ю of Russian.
    """

    def typed(word: re.Match[str]) -> str:
        return word[0] if stays(word[0]) else word[0].translate(_SAME_KEYS).translate(_FROM_LATIN[language])

    return _WORD.sub(typed, text.casefold())


def to_latin(text: str, language: str) -> str:
    """What the same keys give on the Finnish layout: "эшеш" is äiti. A word that would have signs stays."""
    keys = _TO_LATIN[language]

    def typed(word: re.Match[str]) -> str:
        letters = _LETTER.findall(word[0])
        is_word = all(letter in keys or not letter.isalpha() for letter in letters)
        return "".join(keys.get(letter, letter) for letter in letters) if is_word else word[0]

    return _WORD.sub(typed, text.casefold())
