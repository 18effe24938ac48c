"""What is counted of the answers to a judgement set. No database, no engine."""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import fmean
from typing import NamedTuple

#: What a query asks for has this grade; graded gain counts the lower ones too
RIGHT = 3
FIRST, DEEP = 5, 10


class Shares(NamedTuple):
    """How much of a listing's score words, topics and meaning give: 1 together."""

    words: float
    topics: float
    meaning: float


@dataclass(frozen=True, slots=True)
class Figures:
    """Averages over queries. The shares are those of right listings among the first five (see Shares): how
    many of these each way of finding brings, where each counts for as much of one as it gives of its score.
    """

    queries: int
    success_1: float
    success_5: float
    mrr: float
    ndcg_10: float
    share_of_words: float = 0.0
    share_of_topics: float = 0.0
    share_of_meaning: float = 0.0

    @property
    def shares(self) -> Shares:
        return Shares(self.share_of_words, self.share_of_topics, self.share_of_meaning)

    def to_json(self) -> dict[str, float]:
        return {name: round(value, 4) for name, value in asdict(self).items()}


def figures_of(
    runs: Iterable[tuple[Sequence[str], Mapping[str, int]]], shares: Collection[Shares] = ()
) -> Figures:
    """Take ids, best first, and grades by id, for each query; and shares, for those that have any."""
    rows = [_of_one(ids, grades) for ids, grades in runs]
    if not rows:
        return Figures(0, 0.0, 0.0, 0.0, 0.0)
    return Figures(len(rows), *_averages(rows), *_averages(shares))


def rank_of_right(ids: Sequence[str], grades: Mapping[str, int]) -> int | None:
    """The place, from 1, of the first listing that is what was asked for."""
    best = min(RIGHT, max(grades.values(), default=RIGHT))
    return next((place for place, each in enumerate(ids, 1) if grades.get(each, 0) >= best), None)


def _averages(rows: Iterable[Sequence[float]]) -> Iterator[float]:
    return (fmean(column) for column in zip(*rows, strict=True))


def _of_one(ids: Sequence[str], grades: Mapping[str, int]) -> tuple[float, float, float, float]:
    rank = rank_of_right(ids, grades)
    return (
        float(rank == 1),
        float(rank is not None and rank <= FIRST),
        1 / rank if rank else 0.0,
        _ndcg(ids, grades),
    )


def _ndcg(ids: Sequence[str], grades: Mapping[str, int]) -> float:
    best = _gain(sorted(grades.values(), reverse=True))
    return _gain([grades.get(each, 0) for each in ids]) / best if best else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades[:DEEP], 1))
