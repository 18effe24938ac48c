"""Times and channels of a story: most of them are told, and few are asked for."""

from collections.abc import Iterable, Iterator, Sequence

from search.understanding.conditions.contexts import TOLD, is_near
from search.understanding.conditions.patterns import Match
from search.understanding.conditions.tokens import Token
from search.understanding.conditions.word_lists import Context, word_lists
from search.understanding.stories import has_sentences, is_question, is_story, sentence_at

#: In words, as far as its time stands from what says that something is sought there
NEAR_SOUGHT = 6


def without_told(matches: Iterable[Match], tokens: Sequence[Token], text: str) -> Iterator[Match]:
    """Without times and channels of a story that it neither asks for nor seeks: "I work on weekdays."."""
    is_told, is_sought = is_story(text), _in_sentence if has_sentences(text) else _in_words
    for match in matches:
        is_of_kind = match.pattern.meaning.partition(".")[0] in TOLD
        if not (is_told and is_of_kind) or is_sought(match, tokens, text):
            yield match


def _in_sentence(match: Match, tokens: Sequence[Token], text: str) -> bool:
    begin, end = sentence_at(text, tokens[match.first].start)
    sentence = [token for token in tokens if begin <= token.start < end]
    return is_question(text[begin:end]) or any(map(_context(match).seeking.meets, sentence))


def _in_words(match: Match, tokens: Sequence[Token], _text: str) -> bool:
    return is_near(_context(match).seeking, match, tokens, NEAR_SOUGHT)


def _context(match: Match) -> Context:
    return word_lists().contexts[match.pattern.language]
