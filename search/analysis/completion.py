"""Prefixes: suggestions while a person types."""

from search.analysis.segmentation import Word, compounds, each_word

PREFIX = "p:"
SHORTEST, LONGEST = 2, 12
MOST_WORDS = 24


def prefixes(text: str, language: str) -> tuple[str, ...]:
    """Return the "p:" tokens to index for a label: 2 to 12 first letters of each word, each Han character."""
    found = list(each_word(text, language))
    found += compounds(found)
    return tuple(dict.fromkeys(PREFIX + start for word in found for start in _starts(word)))


def prefix_query(text: str, language: str) -> tuple[str, ...]:
    """Return the tokens a label must all have for the words typed; none before two letters of a word."""
    typed = (word for word in each_word(text, language) if word.is_cjk or len(word.folded) >= SHORTEST)
    starts = dict.fromkeys(PREFIX + word.folded[:LONGEST] for word in typed)
    return tuple(starts)[:MOST_WORDS]


def _starts(word: Word) -> list[str]:
    if word.is_cjk:
        return [word.folded, *word.folded]
    return [word.folded[:length] for length in range(SHORTEST, min(LONGEST, len(word.folded)) + 1)]
