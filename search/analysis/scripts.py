"""Which script a word is written in, and the character classes words are made of."""

import unicodedata
from itertools import groupby

# Written without spaces between words: Han, kana, and the iteration marks among them.
CJK = (
    "\u3005\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)

_FIRST_MARK, _AFTER_LAST_MARK = 0x300, 0xFE30
_RANGES = (
    ("latin", 0x0041, 0x024F),
    ("cyrillic", 0x0400, 0x052F),
    ("arabic", 0x0600, 0x077F),
    ("arabic", 0x08A0, 0x08FF),
    ("latin", 0x1E00, 0x1EFF),
)
#: Of whose words each character says much
WITHOUT_SPACES = "zh-hans"
_SCRIPT_OF_LANGUAGE = {
    "ru": "cyrillic",
    "uk": "cyrillic",
    "ar": "arabic",
    "fa": "arabic",
    "ckb": "arabic",
    "zh-hans": "han",
}


def _mark_ranges() -> str:
    """Combining marks of the first plane as the inside of a character class; `re` has no name for them."""
    codes = [c for c in range(_FIRST_MARK, _AFTER_LAST_MARK) if unicodedata.category(chr(c))[0] == "M"]
    runs = [list(run) for _, run in groupby(enumerate(codes), key=lambda pair: pair[1] - pair[0])]
    return "".join(f"{chr(run[0][1])}-{chr(run[-1][1])}" for run in runs)


MARKS = _mark_ranges()


def script_of(word: str) -> str:
    """Return "latin", "cyrillic", "arabic", or "" for digits and other scripts, by the first letter known."""
    for character in word:
        for script, start, end in _RANGES:
            if start <= ord(character) <= end and character.isalpha():
                return script
    return ""


def script_of_language(language: str) -> str:
    return _SCRIPT_OF_LANGUAGE.get(language, "latin")
