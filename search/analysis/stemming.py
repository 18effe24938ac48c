"""Stems: inflected forms of a word brought together, per language."""

import re
import threading
from collections.abc import Callable
from functools import lru_cache

import Stemmer

from search.analysis.folding import fold_unified
from search.analysis.scripts import script_of, script_of_language

_SNOWBALL = {
    "fi": "finnish",
    "sv": "swedish",
    "en": "english",
    "ru": "russian",
    "et": "estonian",
    "ar": "arabic",
    "fa": "persian",
    "tr": "turkish",
    "fr": "french",
    "es": "spanish",
}
# For a word in another script than its text: Finnish names of services stand in every language's texts.
_LANGUAGE_OF_FOREIGN_SCRIPT = {"latin": "fi", "cyrillic": "ru", "arabic": "ar"}
_SHORTEST_STEM = 2
_SHORTEST_OWN_STEM = 3

# والد "father" and بالغ "adult" only look as if they began with an article.
_ARABIC_ARTICLE = re.compile("^(?!والد|بالغ)[وف]?(?:[بك]?ال|لل)(?=.{3})")
_PERSIAN_TO_ARABIC = str.maketrans("یک", "يك")

_SOMALI_DETERMINER = re.compile(
    "[kgdth](?:a|u|ii|aas|aa|an|een|[ae]yga|aaga|iisa|eeda|ooda|eenna|iinna|[ae]ygii|aagii|iisii|eedii)$"
)
_SOMALI_PLURAL = re.compile("(?:o?oyin|yaal|(?<=[^aeou])y[oa])$")
_SOMALI_FINAL_VOWEL = re.compile("[aeiou]+$")
_DOUBLED = re.compile(r"(.)\1+")
_UKRAINIAN_ENDING = re.compile(
    "(?:ями|ами|ови|еви|ого|ому|ими|ах|ях|ам|ям|ою|ею|ив|ей|ий|их|им|ои|ии|ая|ую|[аяоеиуюьй])$"
)
# "At home", "in the school": what stands after a noun is written with it.
_SORANI_POSTPOSITION = re.compile("(?:دا|هوه)$")
_SORANI_OWNER = re.compile("(?:مان|تان|یان)$")
_SORANI_ENDING = re.compile("(?:هکان|هکه|ان|یک)(?:ی|م|ت)?$")
_SORANI_FINAL_VOWEL = re.compile("[یه]$")

_stemmers = threading.local()


@lru_cache(maxsize=16_384)
def stems(word: str, language: str) -> tuple[str, ...]:
    """Return the folded stems of one lower-case word with its accents: one, or two if accents change it.

    Snowball knows words by their accents, people leave them out: the word is stemmed as written and as
    folded. Snowball for fi, sv, en, ru, et, ar (article taken off first), fa, tr, fr, es; light endings
    of our own for so, uk, ckb; none for vi and zh-hans, which do not inflect. A word in a script foreign
    to the language is stemmed as Finnish, Russian or Arabic. Nothing for numbers and other scripts.
    """
    stem = _stemmer_for(word, language)
    if stem is None:
        return ()
    folded = fold_unified(word)
    found = (fold_unified(stem(word)), fold_unified(stem(folded)))
    return tuple(dict.fromkeys(each if len(each) >= _SHORTEST_STEM else folded for each in found))


def _stemmer_for(word: str, language: str) -> Callable[[str], str] | None:
    script = script_of(word)
    if script != script_of_language(language):
        language = _LANGUAGE_OF_FOREIGN_SCRIPT.get(script, "")
    if language in _SNOWBALL:
        return _arabic if language == "ar" else _snowball(language)
    return _OWN.get(language)


def _snowball(language: str) -> Callable[[str], str]:
    """Return this thread's stemmer: one object used by two threads corrupts its memory."""
    stem: Callable[[str], str] | None = getattr(_stemmers, language, None)
    if stem is None:
        stem = Stemmer.Stemmer(_SNOWBALL[language], 0).stemWord
        setattr(_stemmers, language, stem)
    return stem


def _arabic(word: str) -> str:
    # Snowball knows Arabic's own yeh and kaf only; folding and Kurdish keyboards give the others.
    word = word.translate(_PERSIAN_TO_ARABIC)
    return _snowball("ar")(_ARABIC_ARTICLE.sub("", word))


def _somali(word: str) -> str:
    word = fold_unified(word)
    for ending in (_SOMALI_DETERMINER, _SOMALI_PLURAL, _SOMALI_FINAL_VOWEL):
        word = _without(ending, word)
    return _DOUBLED.sub(r"\1", word)


def _ukrainian(word: str) -> str:
    return _without(_UKRAINIAN_ENDING, fold_unified(word))


def _sorani(word: str) -> str:
    word = fold_unified(word)
    for ending in (_SORANI_POSTPOSITION, _SORANI_OWNER):
        word = _without(ending, word)
    # ژن "woman" has two letters.
    word = _without(_SORANI_ENDING, word, shortest=2)
    return _without(_SORANI_FINAL_VOWEL, word)


def _without(ending: re.Pattern[str], word: str, shortest: int = _SHORTEST_OWN_STEM) -> str:
    shorter = ending.sub("", word)
    return shorter if len(shorter) >= shortest else word


_OWN: dict[str, Callable[[str], str]] = {"so": _somali, "uk": _ukrainian, "ckb": _sorani}
