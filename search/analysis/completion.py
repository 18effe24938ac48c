"""Prefixes: suggestions while a person types."""

from collections.abc import Sequence

from search.analysis.segmentation import Word, compounds, each_word

PREFIX = "p:"
SHORTEST, LONGEST = 2, 12
MOST_WORDS = 24
#: A shorter word is one slip away from too many others
SHORTEST_WITH_SLIP = 5


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


def with_slips(tokens: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Divide the tokens of a query: those that a label must have, and those that it may have with a slip.

    A slip is a letter left out, added or taken for another, or two swapped. Numbers have none. The others are
    a letter shorter than the longest that are indexed, so that one more letter can make them whole.
    """
    near = [token for token in tokens if _may_have_slip(token)]
    exact = tuple(token for token in tokens if token not in near)
    return exact, tuple(dict.fromkeys(token[: len(PREFIX) + LONGEST - 1] for token in near))


def first_letters(token: str) -> str:
    """The token of the first letters of the same word."""
    return token[: len(PREFIX) + SHORTEST]


def _may_have_slip(token: str) -> bool:
    typed = token.removeprefix(PREFIX)
    return len(typed) >= SHORTEST_WITH_SLIP and not any(map(str.isdecimal, typed))


def _starts(word: Word) -> list[str]:
    if word.is_cjk:
        return [word.folded, *word.folded]
    return [word.folded[:length] for length in range(SHORTEST, min(LONGEST, len(word.folded)) + 1)]
