"""Arabic, Persian and Sorani typed in Latin letters, where short vowels are typed that are not written.

Words are looked for by their consonants; of those that have the same, the one whose vowels agree best is
meant. What is not told apart in Latin letters is one sound here: ت and ط, in Persian also غ and ق.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import accumulate, islice, pairwise, product

from search.analysis.folding import fold_unified
from search.analysis.segmentation import each_word

#: Who finds the words of a sound, the usual one first
Words = Callable[[str], list[str]]

_WRITTEN_ALIKE = {
    **{"ب": "b", "پ": "p", "ت": "t", "ط": "t", "ج": "j", "چ": "c", "ح": "h", "خ": "x", "د": "d", "ر": "r"},
    **{"ڕ": "r", "ز": "z", "ژ": "Z", "س": "s", "ص": "s", "ش": "S", "غ": "g", "ف": "f", "ڤ": "v", "ق": "q"},
    **{"ك": "k", "ک": "k", "گ": "G", "ل": "l", "ڵ": "l", "م": "m", "ن": "n", "ه": "h", "ھ": "h"},
    **{"ا": "a", "آ": "a", "أ": "a", "إ": "a", "ى": "a", "ة": "a", "و": "w", "ي": "y", "ی": "y", "ع": "3"},
    **{"ث": "s", "ذ": "z", "ض": "z", "ظ": "z"},
}
#: What a letter sounds like. Hamza is none: it is left out in Latin letters
_WRITTEN: Mapping[str, Mapping[str, str]] = {
    "ar": _WRITTEN_ALIKE
    | {"ث": "t", "ذ": "d", "ض": "d", "ظ": "d", "پ": "b", "چ": "S", "ڤ": "f", "گ": "k", "ق": "k"},
    "fa": _WRITTEN_ALIKE | {"غ": "q"},
    "ckb": _WRITTEN_ALIKE | {"ە": "e", "ێ": "e", "ۆ": "o"},
}
LANGUAGES = tuple(_WRITTEN)

_TYPED_ALIKE = {
    **{
        "sh": ("S", "sh"),
        "kh": ("x", "kh"),
        "gh": ("g",),
        "ch": ("c",),
        "zh": ("Z", "zh"),
        "th": ("t", "th"),
    },
    **{"dh": ("z", "dh"), "aa": ("a",), "ee": ("i",), "ii": ("i",), "oo": ("u",), "ou": ("u",), "uu": ("u",)},
    **{"2": ("",), "5": ("x",), "6": ("t",), "7": ("h",), "8": ("q", "g"), "9": ("q", "s"), "'": ("",)},
    **{"c": ("k", "s"), "g": ("G",)},
}
#: What letters that are typed sound like, if not as they are called here; several where people differ
_TYPED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "ar": _TYPED_ALIKE
    | {"ch": ("S", "k"), "dj": ("j",), "dh": ("d", "dh"), "g": ("j", "g", "k"), "z": ("z", "d")}
    | {"p": ("b",), "v": ("f",), "q": ("k",), "8": ("k", "g"), "9": ("k", "s")},
    "fa": _TYPED_ALIKE | {"gh": ("q",), "v": ("w",), "j": ("j", "Z"), "8": ("q",)},
    "ckb": _TYPED_ALIKE | {"gh": ("g", "x"), "x": ("x", "g"), "j": ("j", "Z"), "c": ("j", "c")},
}
_LONGEST = 2
#: Ways of reading one typed word that are tried
_MOST_WAYS = 16
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_OTHER_SIGNS = str.maketrans({"ş": "sh", "ç": "ch", "’": "'"})
#: No ä: such a word is Finnish
_LATIN = re.compile(r"(?=.*[a-z])[a-z0-9'êîû]+")
_TWICE = re.compile(r"([^aeiou0-9'])\1+")
_LAST_H_TYPED, _LAST_H_WRITTEN = re.compile("(?<=[aeiou])h$"), re.compile("(?<=[^a])h$")

_VOWELS = "aeiou"
#: Vowels and what may be one are compared where all others are the same
_WEAK = re.compile("[aeiouwy3]")
#: What a vowel may stand for beside itself, and how far it is from that
_STANDS_FOR = {
    **{
        "ew": 0.3,
        "ow": 0.0,
        "uw": 0.0,
        "wo": 0.1,
        "uo": 0.0,
        "iy": 0.0,
        "ey": 0.1,
        "ea": 0.1,
        "ae": 0.1,
        "ie": 0.1,
    },
    **dict.fromkeys(("a3", "e3", "i3", "o3", "u3"), 0.2),
}
#: Alef, where a word begins with it, stands for any vowel
_FIRST_ALEF = 0.05
#: A vowel that is typed and not written is a short one, hardly one of two, or the last letter
_SHORT_VOWEL, _OTHER_VOWEL, _WEAK_CONSONANT = 0.15, 0.6, 0.9
#: One that is written and not typed
_LONG_VOWEL, _SELDOM_HEARD = 0.7, 0.3
_DIFFERENT = 9.0
#: How much farther each less usual word of the same consonants is
_LESS_USUAL = 0.03
#: Words that are farther are not meant. With two consonants nearly anything is a word: all else must agree
_FARTHEST, _FARTHEST_OF_TWO = 0.8, 0.2
_FEWEST, _FEWEST_OF_TWO = 3, 4


def words_of(text: str, language: str) -> Iterator[str]:
    """The words of a text in the letters of a language, in Arabic also without their article."""
    for word in each_word(text, language):
        yield word.spelling
        if language == "ar" and word.spelling.startswith("ال"):
            yield word.spelling.removeprefix("ال")


def sound_of(word: str, language: str) -> str:
    """The consonants of a written word; nothing where they are too few."""
    sound = _without_vowels(_written(word, language))
    return sound if len(sound) > 1 else ""


def in_letters(text: str, language: str, words: Words, stays: Callable[[str], bool]) -> str:
    """A text with those of its words in their own letters that sound like one that is known."""

    def spelled(found: re.Match[str]) -> str:
        typed = found[0].casefold().translate(_OTHER_SIGNS)
        is_read = _LATIN.fullmatch(typed) and not stays(typed)
        return (is_read and _likeliest(fold_unified(typed), language, words)) or found[0]

    return _WORD.sub(spelled, text)


def _likeliest(typed: str, language: str, words: Words) -> str:
    """The known word that agrees best; nothing where none agrees well enough."""
    likeliest, least = "", _DIFFERENT
    for sound in _ways(typed, language):
        farthest = _farthest(sound)
        for rank, word in enumerate(words(_without_vowels(sound)) if farthest else ()):
            distance = _distance(sound, _written(word, language)) + rank * _LESS_USUAL
            if distance < min(least, farthest):
                likeliest, least = word, distance
    return likeliest


def _farthest(sound: str) -> float:
    if sum(letter not in _VOWELS for letter in sound) >= _FEWEST:
        return _FARTHEST
    return _FARTHEST_OF_TWO if len(sound) >= _FEWEST_OF_TWO else 0.0


def _without_vowels(sound: str) -> str:
    return _WEAK.sub("", sound)


def _written(word: str, language: str) -> str:
    letters = _WRITTEN[language]
    sound = "".join(letters.get(each, "") for each in word).replace("ww", "w")
    return _LAST_H_WRITTEN.sub("a", sound)


def _ways(typed: str, language: str) -> Iterable[str]:
    """What a typed word may sound like."""
    letters = _TYPED[language]
    typed = _LAST_H_TYPED.sub("", _TWICE.sub(r"\1", typed))
    sounds, at = [], 0
    while at < len(typed):
        size = _LONGEST if typed[at : at + _LONGEST] in letters else 1
        sounds.append(letters.get(typed[at : at + size], (typed[at : at + size],)))
        at += size
    return dict.fromkeys("".join(each) for each in islice(product(*sounds), _MOST_WAYS))


def _distance(typed: str, written: str) -> float:
    """How far the vowels of a typed word are from those of a written one: a weighted edit distance."""
    untyped = [_untyped(letter, not place) for place, letter in enumerate(written)]
    row = [0.0, *accumulate(untyped)]
    for place, (before, letter) in enumerate(pairwise(f" {typed}")):
        unwritten = _unwritten(letter, before, place == len(typed) - 1)
        above, row = row, [row[0] + unwritten]
        for column, other in enumerate(written):
            same = above[column] + _apart(letter, other, place == column == 0)
            row.append(min(same, above[column + 1] + unwritten, row[-1] + untyped[column]))
    return row[-1]


def _untyped(letter: str, is_first: bool) -> float:
    if not _WEAK.match(letter):
        return _DIFFERENT
    return _SELDOM_HEARD if is_first or letter == "3" else _LONG_VOWEL


def _unwritten(letter: str, before: str, is_last: bool) -> float:
    if letter in _VOWELS:
        return _OTHER_VOWEL if is_last or before in _VOWELS else _SHORT_VOWEL
    return _WEAK_CONSONANT if _WEAK.match(letter) else _DIFFERENT


def _apart(letter: str, other: str, is_first: bool) -> float:
    if letter == other:
        return 0.0
    if is_first and other == "a" and letter in _VOWELS:
        return _FIRST_ALEF
    return _STANDS_FOR.get(letter + other, _DIFFERENT)
