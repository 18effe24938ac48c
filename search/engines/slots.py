"""Sets of templates: the first of each listing, the second of each, and so on: a set of listings per slot.

So conditions on one and the same session are met slot by slot, and the listings that have one are the union.
"""

from collections.abc import Iterable
from functools import reduce
from operator import or_

import numpy as np

from search.engines.bits import to_bits, to_flags

#: One set of listings for each slot
SlotSets = list[int]


class Slots:
    """Which slot each template has. Those of row n are numbered from `begins[n]` on."""

    def __init__(self, begins: np.ndarray):
        self.size = len(begins) - 1
        sizes = np.diff(begins)
        # Which listings have so many templates, and which template is theirs
        self.rows = [np.flatnonzero(sizes > slot) for slot in range(int(sizes.max(initial=0)))]
        self.numbers = [begins[rows] + slot for slot, rows in enumerate(self.rows)]

    def sets(self, flags: np.ndarray) -> SlotSets:
        """Make sets of booleans by template."""
        return [
            self._set(rows, flags[numbers]) for rows, numbers in zip(self.rows, self.numbers, strict=True)
        ]

    def smallest(self, values: np.ndarray, within: SlotSets, nothing: int) -> np.ndarray:
        """For each listing the smallest value of those of its templates that are `within`; else `nothing`."""
        smallest = np.full(self.size, nothing, values.dtype)
        for rows, numbers, bits in zip(self.rows, self.numbers, within, strict=True):
            if bits:
                there = to_flags(bits, self.size)[rows]
                chosen = rows[there]
                smallest[chosen] = np.minimum(smallest[chosen], values[numbers[there]])
        return smallest

    def _set(self, rows: np.ndarray, flags: np.ndarray) -> int:
        of_all = np.zeros(self.size, bool)
        of_all[rows] = flags
        return to_bits(of_all)


def listings(sets: Iterable[int]) -> int:
    """The listings that have at least one of the templates."""
    return reduce(or_, sets, 0)


def met(first: Iterable[int], second: Iterable[int]) -> SlotSets:
    """The templates in both."""
    return [a & b for a, b in zip(first, second, strict=True)]
