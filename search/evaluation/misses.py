"""Which needs are found worst, and what stands in their place."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from statistics import median

from search.evaluation.figures import FIRST, rank_of_right
from search.evaluation.running import Answered

NOT_FOUND = 99


@dataclass(frozen=True, slots=True)
class Missed:
    """A query that misses what it asks for, and what shows why.

    `taken_for` and `about` are places of topics in the vocabulary: of the query and of the right listing.
    `found_without` are the ways of finding without which it would be among the first five.
    """

    answered: Answered
    place: int
    right: str
    about: int | None
    found_without: tuple[str, ...] = ()

    @property
    def taken_for(self) -> int | None:
        return self.answered.topic


@dataclass(frozen=True, slots=True)
class Miss:
    """A need with queries that miss it: where the right listing is, and what stands first instead of it."""

    need: str
    missed: int
    missed_in: tuple[str, ...]
    asked: int
    place: int
    right: str
    instead: str


def worst_of_languages(
    answers: Sequence[Answered],
    judgements: Mapping[str, Mapping[str, int]],
    topics: Mapping[str, int],
    most: int,
) -> list[Missed]:
    """The queries of each language whose right listing stands lowest; `topics` are those of the listings."""
    by_language: dict[str, list[Missed]] = {}
    for each in answers:
        grades = judgements[each.asked.qid]
        place, right = rank_of_right(each.ids, grades) or NOT_FOUND, _right(grades)
        if place > FIRST:
            missed = Missed(each, place, right, topics.get(right))
            by_language.setdefault(each.asked.language, []).append(missed)
    lowest = (sorted(group, key=lambda missed: -missed.place)[:most] for group in by_language.values())
    return list(chain.from_iterable(lowest))


def worst(answers: Sequence[Answered], judgements: Mapping[str, Mapping[str, int]], most: int) -> list[Miss]:
    """The needs that most queries miss, the worst first."""
    by_need: dict[str, list[Answered]] = {}
    for each in answers:
        by_need.setdefault(each.asked.need, []).append(each)
    found = [miss for need, group in by_need.items() for miss in _misses(need, group, judgements)]
    return sorted(found, key=lambda miss: (-miss.missed / miss.asked, miss.need))[:most]


def _misses(
    need: str, group: Sequence[Answered], judgements: Mapping[str, Mapping[str, int]]
) -> Iterator[Miss]:
    ranks = {each: rank_of_right(each.ids, judgements[each.asked.qid]) or NOT_FOUND for each in group}
    missed = [each for each, rank in ranks.items() if rank > FIRST]
    if not missed:
        return
    grades = judgements[missed[0].asked.qid]
    instead = Counter(each.ids[0] for each in missed if each.ids).most_common(1)
    yield Miss(
        need=need,
        missed=len(missed),
        missed_in=tuple(dict.fromkeys(each.asked.language for each in missed)),
        asked=len(group),
        place=round(median(ranks[each] for each in missed)),
        right=_right(grades),
        instead=instead[0][0] if instead else "",
    )


def _right(grades: Mapping[str, int]) -> str:
    return max(grades, key=lambda name: grades[name])
