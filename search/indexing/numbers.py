"""Sets of whole numbers that mostly follow each other, such as those of rows: kept as ranges."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise, takewhile
from typing import Self

#: The first and the last number of it
Range = tuple[int, int]


@dataclass(frozen=True)
class Numbers:
    """Ascending ranges, none of which touches the next: what it costs goes by them, not by the numbers."""

    ranges: tuple[Range, ...] = ()

    @classmethod
    def of(cls, numbers: Iterable[int]) -> Self:
        return cls.of_ranges((number, number) for number in numbers)

    @classmethod
    def of_ranges(cls, ranges: Iterable[Range]) -> Self:
        """In any order, also such that share numbers."""
        merged: list[Range] = []
        for first, last in sorted(ranges):
            if merged and first <= merged[-1][1] + 1:
                merged[-1] = merged[-1][0], max(merged[-1][1], last)
            else:
                merged.append((first, last))
        return cls(tuple(merged))

    def __len__(self) -> int:
        return sum(last - first + 1 for first, last in self.ranges)

    def __contains__(self, number: int) -> bool:
        place = bisect_right(self.ranges, number, key=_first)
        return place > 0 and number <= self.ranges[place - 1][1]

    @property
    def first(self) -> int | None:
        return self.ranges[0][0] if self.ranges else None

    @property
    def last(self) -> int | None:
        return self.ranges[-1][1] if self.ranges else None

    def __or__(self, other: "Numbers") -> "Numbers":
        return Numbers.of_ranges((*self.ranges, *other.ranges))

    def __sub__(self, other: "Numbers") -> "Numbers":
        return Numbers(tuple(left for each in self.ranges for left in other._leaves_of(each)))

    def __ge__(self, other: "Numbers") -> bool:
        """Whether all of the other are among these."""
        return self | other == self

    def above(self, number: int) -> "Numbers":
        ranges = ((max(first, number + 1), last) for first, last in self.ranges if last > number)
        return Numbers(tuple(ranges))

    def below(self, number: int) -> "Numbers":
        ranges = ((first, min(last, number - 1)) for first, last in self.ranges if first < number)
        return Numbers(tuple(ranges))

    def gaps(self) -> list[Range]:
        """What is missing between the first and the last."""
        return [(last + 1, first - 1) for (_, last), (first, _) in pairwise(self.ranges)]

    def _leaves_of(self, whole: Range) -> Iterator[Range]:
        start, end = whole
        place = max(0, bisect_right(self.ranges, start, key=_first) - 1)
        for first, last in takewhile(lambda each: each[0] <= end, islice(self.ranges, place, None)):
            if start < first:
                yield start, first - 1
            start = max(start, last + 1)
        if start <= end:
            yield start, end


def _first(each: Range) -> int:
    return each[0]
