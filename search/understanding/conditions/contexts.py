"""Whether a phrase is a condition where it stands: asked for, not told; of a child, not of a time."""

from collections.abc import Sequence

from search.understanding.conditions.patterns import Element, Match
from search.understanding.conditions.tokens import Token
from search.understanding.conditions.word_lists import AGE, Context

#: In words, as far as a neighbour changes what a phrase means
NEAR, NEAR_CHILD, NEAR_TOLD = 3, 4, 4
#: A clause of so many words with nothing else in it asks, where the whole text is hardly longer: others tell
SHORT, SHORT_TEXT = 6, 8
#: What people also say when they tell: "he cries in the evening", "bullied online"
TOLD = ("when", "weekday", "part", "channel")
#: What is a subject as well: easy Finnish is learned by some, and wanted by others to read
LEARNED = ("spoken", "easy")
#: What a long text has to ask for in so many words
ASKED = (*TOLD, "spoken")
#: Between the tens and the ones of a number, folded: "treinta y cinco"
AND = frozenset({"and", "et", "iyo", "y", "و"})


def is_ruled_out(match: Match, tokens: Sequence[Token], context: Context) -> bool:
    """Whether a word beside the phrase says that it is told, denied or of something else."""
    meaning = match.pattern.meaning
    kind = meaning.partition(".")[0]
    if meaning.startswith(AGE):
        return _is_near(context.past, match, tokens, NEAR) or _is_of_larger(match, tokens, context)
    if match.first and context.negation.meets(tokens[match.first - 1]):
        return True
    if kind == "easy" and _is_near(context.subject, match, tokens, NEAR):
        return True
    if kind == "channel" and _is_near(context.unsafe, match, tokens, NEAR):
        return True
    if kind in LEARNED:
        return _is_near(context.learning, match, tokens, NEAR)
    return kind in TOLD and _is_near(context.telling, match, tokens, NEAR_TOLD)


def _is_of_larger(match: Match, tokens: Sequence[Token], context: Context) -> bool:
    """Whether its number is the ones of a larger one, whose tens stand before it or, in Arabic, after it."""
    before = match.first - 1
    if before > 0 and tokens[before].folded in AND:
        before -= 1
    beside = [tokens[place] for place in (before, match.end) if 0 <= place < len(tokens)]
    return any(map(context.tens.meets, beside))


def is_asked(match: Match, tokens: Sequence[Token], context: Context) -> bool:
    """Whether the words around the phrase ask for it, where that has to be seen."""
    meaning = match.pattern.meaning
    if meaning.endswith("by_child"):
        is_of_child = _is_near(context.child, match, tokens, NEAR_CHILD)
        return is_of_child and not _is_near(context.lasting, match, tokens, NEAR)
    if meaning.partition(".")[0] not in ASKED:
        return True
    clause = _clause(match, tokens, context)
    is_short = _width(clause) <= SHORT and _width(tokens) <= SHORT_TEXT
    return is_short or any(map(context.asking.meets, clause))


def _width(tokens: Sequence[Token]) -> float:
    return sum(token.width for token in tokens)


def _is_near(element: Element, match: Match, tokens: Sequence[Token], words: int) -> bool:
    """Whether one of these words is at most so many words away, in the same sentence part."""
    clause = tokens[match.first].clause
    before, after = reversed(tokens[: match.first]), tokens[match.end :]
    for side in (before, after):
        width = 0.0
        for token in side:
            width += token.width
            if width > words or token.clause != clause:
                break
            if element.meets(token):
                return True
    return False


def _clause(match: Match, tokens: Sequence[Token], context: Context) -> Sequence[Token]:
    first, end, clause = match.first, match.end, tokens[match.first].clause
    while first and tokens[first - 1].clause == clause and not context.breaks.meets(tokens[first - 1]):
        first -= 1
    while end < len(tokens) and tokens[end].clause == clause and not context.breaks.meets(tokens[end]):
        end += 1
    return tokens[first:end]
