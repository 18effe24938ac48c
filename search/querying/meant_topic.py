"""The topic that the words of a search are surely understood to ask for."""

from search.analysis import is_stop_word, stems
from search.analysis.languages import read_as
from search.analysis.segmentation import Word, each_word
from search.analysis.tokenizing import STEM, WORD
from search.querying.sought import Sought
from search.topics import vocabulary
from search.understanding import Lexicon

#: How likely a topic has to be
SURE = 0.3
#: Longer texts are stories, of which the beginning is enough
LONGEST_TOLD = 300


def likeliest_topic(sought: Sought | None) -> str:
    """The code of the topic that is surely meant, or "": to a machine a name has topics, too."""
    lexicon = vocabulary.lexicon() if sought else None
    if lexicon is None or sought.certainty < SURE or len(sought.topic_weights) != len(lexicon.topics):
        return ""
    return lexicon.topics[int(sought.topic_weights.argmax())]


def is_told(text: str, language: str) -> bool:
    """Whether the vocabulary has at least half of the words, in any of its texts; never of two alone.

    Two words are most often a name, and names come in the vocabulary's stories too.
    """
    return _are_told(_known(text, language))


def is_known(text: str, language: str) -> bool:
    """The same for who shows it to nobody but the one who typed it: of two words, whether it has both."""
    known = _known(text, language)
    return _are_told(known) or (len(known) == 2 and all(known))


def _are_told(known: list[bool]) -> bool:
    return len(known) not in (0, 2) and 2 * sum(known) >= len(known)


def _known(text: str, language: str) -> list[bool]:
    """Of each telling word whether the vocabulary has it."""
    if (lexicon := vocabulary.lexicon()) is None:
        return []
    words = (
        word for word in each_word(text[:LONGEST_TOLD], language) if not is_stop_word(word.spelling, language)
    )
    return [_is_in(word, language, lexicon) for word in words]


def _is_in(word: Word, language: str, lexicon: Lexicon) -> bool:
    forms = (WORD + word.folded, *(STEM + stem for stem in stems(word.spelling, language)))
    return any(lexicon.has(form, code) for form in forms for code in read_as(language))
