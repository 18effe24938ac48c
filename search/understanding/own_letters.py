"""A query in the letters in which its words are, where it was typed in others."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from search.analysis.scripts import WITHOUT_SPACES, script_of, script_of_language
from search.analysis.segmentation import each_word
from search.understanding import consonants, keyboards, latin_letters, pinyin
from search.understanding.dictionary import MOST_OF_IT, Dictionary
from search.understanding.sounds import Sounds

LATIN = "latin"
#: Letters of the shortest word that tells a language: "ma", "v" and "do" are words of many
SHORTEST_THAT_TELLS = 3
_SIGNS = ".,;:!?()\"'«»“”"


class _Way(NamedTuple):
    """A way to spell a text in other letters, and how much of what it spelled is known."""

    spelled: Callable[[str], str]
    known: Callable[[str], float]


def in_own_letters(text: str, language: str, dictionary: Dictionary, sounds: Sounds) -> str:
    """A text as it was typed on the site in `language` or, where more of it is known so, in other letters.

    Latin letters may stand for those of the language, by sound or by the keys of the keyboard, and its own
    for Latin ones by the keys.
    """
    script, own = script_of(text), script_of_language(language)
    if own == LATIN or script not in (LATIN, own):
        return text
    telling = " ".join(_telling(text, language, dictionary))
    meant, most = text, _known_in(script, dictionary, telling)
    ways = _from_latin if script == LATIN else _to_latin
    for way in ways(language, dictionary, sounds):
        spelled = way.spelled(telling)
        known = way.known(spelled) if spelled != telling else 0.0
        if known >= MOST_OF_IT and known > most:
            meant, most = way.spelled(text), known
    return meant


def _telling(text: str, language: str, dictionary: Dictionary) -> Iterator[str]:
    """The words that tell the language of a text: Finnish ones stand in texts of any."""
    shortest = 1 if language == WITHOUT_SPACES else SHORTEST_THAT_TELLS
    for word in text.casefold().split():
        if len(word) >= shortest and not dictionary.is_finnish(word.strip(_SIGNS)):
            yield word


def _from_latin(language: str, dictionary: Dictionary, sounds: Sounds) -> Iterator[_Way]:
    stays, words = dictionary.is_finnish, partial(sounds.of, language=language)
    known = partial(dictionary.share, language=language)
    if latin_letters.has_latin_spelling(language):
        yield _Way(partial(latin_letters.in_own_letters, language=language, stays=stays), known)
    if keyboards.has_layout(language):
        yield _Way(partial(keyboards.from_latin, language=language, stays=stays), known)
    if language == WITHOUT_SPACES:
        # Names of topics are known, too, whether or not they are in the dictionary
        yield _Way(partial(pinyin.in_characters, words=words, stays=stays), _share_of_characters)
    if language in consonants.LANGUAGES:
        yield _Way(partial(consonants.in_letters, language=language, words=words, stays=stays), known)


def _to_latin(language: str, dictionary: Dictionary, _sounds: Sounds) -> Iterator[_Way]:
    if keyboards.has_layout(language):
        yield _Way(partial(keyboards.to_latin, language=language), partial(_known_in, LATIN, dictionary))


def _known_in(script: str, dictionary: Dictionary, text: str) -> float:
    """How much of a text is known in that language of a script that knows most of it."""
    languages = (each for each in dictionary.languages if script_of_language(each) == script)
    return max((dictionary.share(text, each) for each in languages), default=0.0)


def _share_of_characters(text: str) -> float:
    """How much of a text is Chinese: pinyin is spelled in characters where it is known."""
    found = [word.is_cjk for word in each_word(text, WITHOUT_SPACES)]
    return sum(found) / max(len(found), 1)
