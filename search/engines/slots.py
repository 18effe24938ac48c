"""Sets of templates: the first of each of 64 listings in one number, the second of each in the next, and on.

So conditions on one and the same session are met bit by bit, and the listings that have one are the union of
the numbers of the same 64.
"""

import numpy as np

from search.engines.bits import WIDE, to_bits, to_flags, words_for

#: Which numbers of a set are meant
Index = np.ndarray | slice
EVERYWHERE = slice(None)


class Slots:
    """Which bit each template has. Those of row n are numbered from `begins[n]` on."""

    def __init__(self, begins: np.ndarray):
        self.size = len(begins) - 1
        sizes = np.diff(begins)
        # Numbers for each 64 listings: as many as the one with most templates needs
        slots = np.maximum.reduceat(sizes, np.arange(0, self.size, WIDE)) if self.size else sizes
        ends = np.cumsum(slots)
        self.words = np.repeat(np.arange(len(slots)), slots)
        self.has_some = slots > 0
        rows = np.repeat(np.arange(self.size), sizes)
        slot = np.arange(len(rows)) - begins[rows]
        self.bits = ((ends - slots)[rows // WIDE] + slot) * WIDE + rows % WIDE
        self.rows = np.flatnonzero(sizes)
        self.begins = begins[self.rows]

    def sets(self, flags: np.ndarray) -> np.ndarray:
        """Make a set of booleans by template."""
        of_all = np.zeros(len(self.words) * WIDE, bool)
        of_all[self.bits] = flags
        return to_bits(of_all)

    def flags(self, sets: np.ndarray) -> np.ndarray:
        """Make booleans, by template, of a set."""
        return to_flags(sets, len(self.words) * WIDE)[self.bits]

    def have(self, sets: np.ndarray, template: int) -> bool:
        """Whether one template is in a set."""
        bit = self.bits.item(template)
        return bool(sets.item(bit // WIDE) >> bit % WIDE & 1)

    def of_listings(self, rows: np.ndarray) -> np.ndarray:
        """The templates of a set of listings, and bits that no template has."""
        return rows[self.words]

    def listings(self, sets: np.ndarray) -> np.ndarray:
        """The listings that have at least one of the templates."""
        found = np.zeros(words_for(self.size), np.uint64)
        found[self.has_some] = self.united(sets)
        return found

    def united(self, sets: np.ndarray, there: Index = EVERYWHERE) -> np.ndarray:
        """The same of one set or several, without the numbers of listings that have no template.

        Of each set only the numbers `there` are given.
        """
        firsts = np.flatnonzero(np.diff(self.words[there], prepend=-1))
        return np.bitwise_or.reduceat(sets, firsts, axis=-1) if len(firsts) else sets[..., :0]

    def smallest(self, values: np.ndarray, within: np.ndarray, nothing: int) -> np.ndarray:
        """For each listing the smallest value of those of its templates that are `within`; else `nothing`."""
        smallest = np.full(self.size, nothing, values.dtype)
        if len(self.rows):
            chosen = np.where(self.flags(within), values, values.dtype.type(nothing))
            smallest[self.rows] = np.minimum.reduceat(chosen, self.begins)
        return smallest
