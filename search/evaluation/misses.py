"""Which needs are found worst, and what stands in their place."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from search.evaluation.figures import FIRST, rank_of_right
from search.evaluation.running import Answered

NOT_FOUND = 99


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
        right=max(grades, key=lambda name: grades[name]),
        instead=instead[0][0] if instead else "",
    )
