"""From a query to its conditions: the longest phrase at each place, if it holds there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from search.understanding.conditions.ages import ages_of
from search.understanding.conditions.areas import Areas, words_for_where
from search.understanding.conditions.choosing import chosen
from search.understanding.conditions.contexts import counts_else, is_asked, is_denied, is_ruled_out
from search.understanding.conditions.patterns import Match, Pattern
from search.understanding.conditions.postal_codes import postal_code_at
from search.understanding.conditions.telling import without_told
from search.understanding.conditions.tokens import Token, tokens_of
from search.understanding.conditions.values import Condition, Understood, understood
from search.understanding.conditions.word_lists import (
    AGE,
    FREE,
    FREE_UNLESS_OWED,
    LANGUAGES,
    NOTHING,
    OWN,
    word_lists,
)

#: As much of a text as can be a query; a longer one is read to here
LONGEST_READ = 1_000
YES = "1"
#: Languages in which everybody may name a place
OF_THE_CITY = ("fi", "sv", "en")


def read_conditions(text: str, language: str, areas: Areas) -> Understood:
    """Read the conditions in the words of a query typed in any of the languages.

    `language`, the reader's own, decides where a phrase means two things in two languages.
    """
    tokens = tokens_of(text[:LONGEST_READ])
    matches = without_told(_without_months_of_years(_matches(tokens, language, areas)), tokens, text)
    found = [condition for match in matches for condition in _read(match, tokens)]
    return understood(text, chosen(found))


def _without_months_of_years(matches: Iterable[Match]) -> Iterator[Match]:
    """A child of one year and six months is one: the months beside years are no age of their own."""
    years_end = -LONGEST_READ
    for match in matches:
        unit = match.pattern.meaning.removeprefix(AGE)
        if not (unit.startswith("months") and match.first <= years_end + 1):
            yield match
        if unit.startswith("years"):
            years_end = match.end


def _matches(tokens: Sequence[Token], language: str, areas: Areas) -> Iterator[Match]:
    first = 0
    while first < len(tokens):
        match = _best(tokens, first, language, areas)
        if match:
            yield match
        first = match.end if match else first + 1


def _best(tokens: Sequence[Token], first: int, language: str, areas: Areas) -> Match | None:
    """The longest phrase that begins here and holds; one that says "nothing" is as good as any."""
    matches = [*_phrases(tokens, first, language), *areas.at(tokens, first)]
    if len(matches) > 1:
        matches.sort(key=lambda match: _rank(match, language))
    left_by_own = set()
    for match in matches:
        what = match.reach, _kind(match)
        verdict = None if what in left_by_own else _verdict(match, matches, tokens, language)
        if verdict is not None:
            return match if verdict else _nothing(match)
        if match.pattern.language == language:
            # "Two years" of a time in the reader's language are no age by the grammar of another one
            left_by_own.add(what)
    return postal_code_at(tokens, first) if tokens[first].is_number else None


def _phrases(tokens: Sequence[Token], first: int, language: str) -> Iterator[Match]:
    for match in _without_counts(list(word_lists().phrases.at(tokens, first)), tokens):
        if match.pattern.meaning != OWN:
            yield match
        elif match.pattern.language == language:
            yield _nothing(match)


def _without_counts(matches: Sequence[Match], tokens: Sequence[Token]) -> Iterator[Match]:
    """Without ages whose number counts something else, nor shorter ones: "aged 6" of "aged 6 to 9 weeks"."""
    contexts = word_lists().contexts
    ends = {
        match.pattern.language: match.end
        for match in sorted(matches, key=lambda match: match.end)
        if counts_else(match, tokens, contexts[match.pattern.language])
    }
    for match in matches:
        if _kind(match) != AGE or match.end > ends.get(match.pattern.language, 0):
            yield match


def _nothing(match: Match) -> Match:
    return replace(match, pattern=Pattern("", NOTHING, ()))


def _kind(match: Match) -> str:
    meaning = match.pattern.meaning
    return AGE if meaning.startswith(AGE) else meaning.partition(".")[0]


def _rank(match: Match, language: str) -> tuple:
    own = match.pattern.language
    place = LANGUAGES.index(own) if own in LANGUAGES else len(LANGUAGES)
    return -match.reach, match.pattern.meaning != NOTHING, own != language, place


def _verdict(match: Match, matches: Sequence[Match], tokens: Sequence[Token], language: str) -> bool | None:
    """Whether it is a condition here; False rules out its shorter forms too, None leaves them to be tried.

    What two languages write alike may be ruled out by the words of either, and an area, which is of none, by
    those of the reader's and the city's.
    """
    contexts = word_lists().contexts
    if match.pattern.meaning == NOTHING:
        return True
    if match.pattern.language not in contexts:
        heard = (contexts[each] for each in dict.fromkeys((language, *OF_THE_CITY)) if each in contexts)
        return not any(is_denied(match, tokens, context, between=words_for_where()) for context in heard)
    alike = [each for each in matches if each.reach == match.reach and each.pattern.language in contexts]
    if any(is_ruled_out(each, tokens, contexts[each.pattern.language]) for each in alike):
        return False
    return is_asked(match, tokens, contexts[match.pattern.language]) or None


def _read(match: Match, tokens: Sequence[Token]) -> Iterator[Condition]:
    start, end = tokens[match.first].start, tokens[match.end - 1].end
    meaning, asks = match.pattern.meaning, match.pattern.still_asks
    if meaning.startswith(AGE):
        for age in ages_of(meaning.removeprefix(AGE), match.numbers):
            yield Condition("age", str(age), start, end, asks)
    elif meaning != NOTHING:
        for name in (FREE if meaning == FREE_UNLESS_OWED else meaning).split("+"):
            kind, _dot, value = name.partition(".")
            yield Condition(kind, value or YES, start, end, asks)
