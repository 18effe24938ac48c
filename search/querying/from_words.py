"""The search that a query means: conditions in its words beside the filters that the reader chose."""

import datetime
from dataclasses import dataclass, replace
from functools import lru_cache

from django.conf import settings

from directory.dates import times
from directory.reading.vocabulary import Vocabulary, vocabulary
from search.querying.parameters import Parameters
from search.topics.vocabulary import in_own_letters
from search.understanding.conditions import Areas, Condition, Understood, read_conditions
from search.understanding.danger import tells_of_danger

#: Languages in which areas have names of their own
NAMED_IN = ("fi", "sv", "en")
#: Nearly everything is in Finnish: who types "speaking Finnish" wants to practise it
NEVER_FILTERS = frozenset({"spoken.fi"})
#: Filters of which the reader's own choice stands for the others too
ONE_CHOICE = (("when",), ("area", "postal_code", "location"))
#: Shelters hide where they are and crisis lines have no place, and when it happened is no time to be helped:
#: "he beat me last night, I live in Kontula" excludes none
TOLD_IN_DANGER = ("area", "postal_code", "when", "weekday", "part")
DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class FromWords:
    """A filter that stands in the words of a query; `name` is how an address says to leave it there."""

    key: str
    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a search asks for: `own` as it stands in the address, `meant` with what its words say."""

    own: Parameters
    meant: Parameters
    from_words: tuple[FromWords, ...] = ()


def read_words(own: Parameters, *, now: datetime.datetime, language: str) -> Asked:
    """Read the words of a search made at `now`. A filter that the reader set is never changed by them."""
    text = in_own_letters(own.q, language)
    if not (text and "conditions" not in settings.SEARCH_WITHOUT):
        return Asked(own, replace(own, q=text))
    read = read_conditions(text, language, known_areas()).without(frozenset(own.as_words) | NEVER_FILTERS)
    told = TOLD_IN_DANGER if tells_of_danger(text) else ()
    filters = [(each, _filter(each, now)) for each in read.conditions if each.kind not in told]
    used = [each for each, found in filters if found]
    found = tuple(dict.fromkeys(found for _each, found in filters if found and _is_free(found.key, own)))
    return Asked(own, _meant(own, _only(read, used), found), found)


def without(asked: Asked, condition: FromWords) -> Parameters:
    """The same search with a condition read as plain words."""
    return asked.own.with_value("as_words", condition.name)


def cleared(asked: Asked) -> Parameters:
    """The same words and topic alone, and no condition in the words."""
    plain = asked.own.without_filters()
    return replace(
        plain, as_words=tuple(dict.fromkeys(each.name for each in asked.from_words)) + asked.own.as_words
    )


def known_areas() -> Areas:
    """The areas of the city by all their names; made again when they are read again."""
    return _areas(*(_Kept(vocabulary(code)) for code in NAMED_IN))


@dataclass(frozen=True)
class _Kept:
    """A vocabulary that equals itself alone: its areas need not be compared."""

    terms: Vocabulary

    def __hash__(self) -> int:
        return id(self.terms)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept) and other.terms is self.terms


@lru_cache(maxsize=1)
def _areas(*kept: _Kept) -> Areas:
    first, *_others = kept
    return Areas({slug: [each.terms.areas[slug].name.value for each in kept] for slug in first.terms.areas})


def _filter(condition: Condition, now: datetime.datetime) -> FromWords | None:
    """The filter of a condition; none where there is no such filter."""
    key, value = condition.kind, condition.value
    if key == "weekday":
        key, value = "when", _next(int(value), now).isoformat()
    known = Parameters.read({key: (value,)}).values(key) if key in Parameters.__dataclass_fields__ else ()
    return FromWords(key, value, condition.name) if value in known else None


def _next(weekday: int, now: datetime.datetime) -> datetime.date:
    """The next such day, today included."""
    today = times.local_date(now)
    return today + datetime.timedelta(days=(weekday - today.isoweekday()) % DAYS_A_WEEK)


def _is_free(key: str, own: Parameters) -> bool:
    """Whether the reader has chosen nothing of the kind herself."""
    group = next((keys for keys in ONE_CHOICE if key in keys), (key,))
    return not any(own.values(each) for each in group)


def _only(read: Understood, used: list[Condition]) -> Understood:
    return read.without(frozenset(each.name for each in read.conditions if each not in used))


def _meant(own: Parameters, read: Understood, found: tuple[FromWords, ...]) -> Parameters:
    """The search with the filters found and the words that are left; its page stays."""
    meant = own
    for each in found:
        meant = meant.with_value(each.key, each.value)
    return replace(meant, q=read.rest, page=own.page, rejected=own.rejected)
