"""Finnish names written by ear in Cyrillic and Arabic letters: what both spellings have in common."""

import re

_CYRILLIC = str.maketrans(
    {
        "я": "а",
        "ё": "о",
        "ю": "у",
        "ы": "и",
        "э": "е",
        "й": "и",
        "є": "е",
        "ї": "и",
        "і": "и",
        "ь": "",
        "ъ": "",
    }
)
_TO_CYRILLIC = str.maketrans("abdefghijklmnoprstuvwy", "абдефгхииклмнопрстувву")
_DOUBLE = re.compile(r"(.)\1+")
_CASE_ENDINGS = ("ами", "ах", "ои", "ом", "ем", "а", "е", "и", "о", "у")

#: Consonants that Finnish ears hear alike, or that keyboards mix
_ARABIC = str.maketrans("طصضذظحپگغجقڤۋچ", "تسدددهبككككففس")
_LONG_VOWELS = re.compile("[اأإآىیيوئؤەه]")
_TO_ARABIC = {
    **{"k": "ك", "g": "ك", "t": "ت", "d": "د", "p": "ب", "b": "ب", "s": "س", "r": "ر", "l": "ل", "m": "م"},
    **{"n": "ن", "f": "ف", "v": "ف"},
}
SHORTEST_CYRILLIC, SHORTEST_ARABIC = 4, 4


def cyrillic_key(name: str) -> str:
    """What a folded Finnish name and its Cyrillic spellings come to; empty where too little is left."""
    text = re.sub("j(?=[aeiouy])", "", name.replace("x", "ks").replace("c", "k"))
    text = _DOUBLE.sub(r"\1", text.translate(_TO_CYRILLIC))
    return text if len(text) >= SHORTEST_CYRILLIC and text.isalpha() else ""


def cyrillic_keys_of_word(word: str) -> list[str]:
    """What a folded word may come to, with and without the ending of a case."""
    text = _DOUBLE.sub(r"\1", word.translate(_CYRILLIC))
    stems = [text.removesuffix(ending) for ending in _CASE_ENDINGS if text.endswith(ending)]
    return [text, *(stem + vowel for stem in stems for vowel in ("", "а", "о", "и"))]


def arabic_key(name: str) -> str:
    """The consonants of a folded Finnish name in Arabic letters; empty where they are too few to tell."""
    text = _DOUBLE.sub(r"\1", "".join(_TO_ARABIC.get(letter, "") for letter in name))
    return text if len(text) >= SHORTEST_ARABIC else ""


def arabic_keys_of_word(word: str) -> list[str]:
    """The consonants of a folded word, and those without a preposition that is written with it."""
    plain = [word, *(word[1:] for start in "بلو" if word.startswith(start))]
    return [_consonants(each) for each in plain]


def _consonants(word: str) -> str:
    return _DOUBLE.sub(r"\1", _LONG_VOWELS.sub("", word).translate(_ARABIC).replace("ک", "ك"))
