"""Whether a phrase is a condition where it stands: asked for, not told; of a child, not of a time."""

from collections.abc import Iterator, Sequence

from search.understanding.conditions.patterns import Element, Match
from search.understanding.conditions.tokens import Token
from search.understanding.conditions.word_lists import AGE, FREE, FREE_UNLESS_OWED, Context

#: In words, as far as a neighbour changes what a phrase means
NEAR, NEAR_CHILD, NEAR_TOLD, NEAR_GONE = 3, 4, 4, 1
#: A clause of so many words with nothing else in it asks, where the whole text is hardly longer: others tell
SHORT, SHORT_TEXT = 6, 8
TIMES = ("when", "weekday", "part")
#: What people also say when they tell: "he cries in the evening", "bullied online"
TOLD = (*TIMES, "channel")
#: What is a subject as well: easy Finnish is learned by some, and wanted by others to read
LEARNED = ("spoken", "easy")
#: What a long text has to ask for in so many words
ASKED = (*TOLD, "spoken")
#: Between the tens and the ones of a number, folded: "treinta y cinco"
AND = frozenset({"and", "et", "iyo", "y", "و"})
NO_WORD = Element()


def counts_else(match: Match, tokens: Sequence[Token], context: Context) -> bool:
    """Whether the number that ends a phrase of an age counts what follows it: "is ten | months"."""
    pattern, last = match.pattern, tokens[match.end - 1]
    if not (pattern.meaning.startswith(f"{AGE}years") and pattern.ends_with_number):
        return False
    rest = (token for token in tokens[match.end :] if not context.halves.meets(token))
    following = next(rest, None)
    if following is None or following.clause != last.clause:
        return False
    # "Is one of us" and "är en snäll pojke": a written one is mostly no number
    is_article = match.numbers[-1] == 1 and not last.is_number
    return is_article or context.units.meets(following)


def is_ruled_out(match: Match, tokens: Sequence[Token], context: Context) -> bool:
    """Whether a word beside the phrase says that it is told, denied or of something else."""
    meaning = match.pattern.meaning
    if meaning.startswith(AGE):
        return _is_no_age(match, tokens, context)
    if is_denied(match, tokens, context):
        return True
    return any(is_near(words, match, tokens, width) for words, width in _against(meaning, context))


def is_denied(match: Match, tokens: Sequence[Token], context: Context, *, between: Element = NO_WORD) -> bool:
    """Whether a word denies the phrase: one before it, wanted or `between` in between, or one after it."""
    first, end, clause = match.first - 1, match.end, tokens[match.first].clause
    if end < len(tokens) and tokens[end].clause == clause and context.denied.meets(tokens[end]):
        return True
    while first > 0 and (context.wanted.meets(tokens[first]) or between.meets(tokens[first])):
        first -= 1
    return first >= 0 and tokens[first].clause == clause and context.negation.meets(tokens[first])


def _against(meaning: str, context: Context) -> Iterator[tuple[Element, int]]:
    """The words that rule a meaning out, each with how near they do."""
    kind = meaning.partition(".")[0]
    against = (
        (kind == "easy", context.subject, NEAR),
        (kind == "channel", context.unsafe, NEAR),
        (kind == "step_free", context.getting, NEAR),
        (meaning == FREE_UNLESS_OWED, context.owed, NEAR),
        (meaning in (FREE, FREE_UNLESS_OWED), context.unpaid, NEAR),
        (kind in LEARNED, context.learning, NEAR),
        (kind in TOLD, context.telling, NEAR_TOLD),
        (kind in TIMES, context.gone, NEAR_GONE),
    )
    return ((words, width) for applies, words, width in against if applies)


def _is_no_age(match: Match, tokens: Sequence[Token], context: Context) -> bool:
    is_of_months = match.pattern.meaning.startswith(f"{AGE}months")
    if is_of_months and is_near(context.unborn, match, tokens, NEAR):
        return True
    if match.pattern.meaning == f"{AGE}grades" and is_near(context.grown, match, tokens, NEAR):
        return True
    return is_near(context.past, match, tokens, NEAR) or _is_of_larger(match, tokens, context)


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
        is_of_child = is_near(context.child, match, tokens, NEAR_CHILD)
        # "Is seven" is no time, whatever stands beside it
        is_time = not match.pattern.ends_with_number and is_near(context.lasting, match, tokens, NEAR)
        return is_of_child and not is_time
    if meaning.partition(".")[0] not in ASKED:
        return True
    clause = _clause(match, tokens, context)
    is_short = width_of(clause) <= SHORT and width_of(tokens) <= SHORT_TEXT
    return is_short or any(map(context.asking.meets, clause))


def width_of(tokens: Sequence[Token]) -> float:
    return sum(token.width for token in tokens)


def is_near(element: Element, match: Match, tokens: Sequence[Token], words: int) -> bool:
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
