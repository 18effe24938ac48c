"""What is known of a query in Finnish, and by which words listings are found then."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from search.analysis import QueryWord, query_words
from search.analysis.ngrams import grams
from search.analysis.segmentation import each_word
from search.analysis.tokenizing import GRAM, STEM, WORD
from search.understanding.finnish_forms import stems_in_texts

FINNISH = "fi"
#: Letters of the shortest Finnish word that is looked for within longer ones
SHORTEST_WITHIN = 5
#: Finnish words of a query that are: each is dozens of terms, and Elasticsearch refuses a query of too many
MOST_WITHIN = 8


class Expression(NamedTuple):
    """Words of a query that stand side by side, folded, and what they are in Finnish, if anything.

    `length` is how many words they are, or characters of a language without spaces. `telling` are the tokens
    of the Finnish words that few topics use.
    """

    words: tuple[str, ...]
    finnish: tuple[str, ...]
    telling: tuple[str, ...]
    length: int

    @property
    def tokens(self) -> Iterator[str]:
        """By which all of the Finnish is found."""
        return chain.from_iterable(map(_tokens, self.finnish))


class Typed(NamedTuple):
    """A text as it was typed, and what is known of it in Finnish: all of it, where it is in Finnish."""

    text: str
    in_finnish: str


@dataclass(frozen=True)
class Reading:
    """The language a query is in, and what is known of it in the dictionary."""

    language: str
    expressions: tuple[Expression, ...] = ()

    @property
    def in_finnish(self) -> str:
        """A row of Finnish words; nothing for a query in Finnish."""
        if self.language == FINNISH:
            return ""
        return " ".join(expression.finnish[0] for expression in self.expressions if expression.finnish)

    def typed(self, text: str) -> Typed:
        """The text that was read, with what is known of it in Finnish."""
        return Typed(text, text if self.language == FINNISH else self.in_finnish)

    def with_finnish(
        self, words: tuple[QueryWord, ...], *, only_telling: bool = False
    ) -> tuple[QueryWord, ...]:
        """The words of the query, found by what they are in Finnish, too, or by what tells of it."""
        if self.language == FINNISH:
            return words
        more: dict[str, list[str]] = {}
        for expression in self.expressions:
            for word in expression.words:
                more.setdefault(word, []).extend(expression.telling if only_telling else expression.tokens)
        found: list[QueryWord] = []
        room = MOST_WITHIN
        for word in words:
            found.append(_found_by(word, more.get(word.word, ()), room))
            room -= len(found[-1].other_grams)
        return tuple(found)


def in_texts(finnish: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The tokens of each word of an expression, and those that texts have of its other forms."""
    spelled = {word.folded: word.spelling for word in each_word(finnish, FINNISH)}
    for word in query_words(finnish, FINNISH):
        yield word.exact, tuple(STEM + stem for stem in stems_in_texts(spelled[word.word]))


def _found_by(word: QueryWord, tokens: Iterable[str], most: int) -> QueryWord:
    """A word that is found by these tokens, too; the first whole words among them also within longer ones."""
    more = tuple(dict.fromkeys(tokens))
    whole = (each.removeprefix(WORD) for each in more if each.startswith(WORD) and each not in word.exact)
    within = islice((each for each in whole if len(each) >= SHORTEST_WITHIN), most)
    return replace(
        word, exact=tuple(dict.fromkeys((*word.exact, *more))), other_grams=tuple(map(_grams, within))
    )


def _grams(word: str) -> tuple[str, ...]:
    return tuple(GRAM + gram for gram in grams(word))


@lru_cache(maxsize=4_096)
def _tokens(finnish: str) -> tuple[str, ...]:
    return tuple(chain.from_iterable((*exact, *others) for exact, others in in_texts(finnish)))
