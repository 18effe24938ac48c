"""Who has which value of a facet: listings, or their templates; and how many listings have each value."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from itertools import accumulate

import numpy as np
from django.utils.functional import cached_property

from search.engines.bits import counts, to_bits
from search.engines.rows import Tags
from search.engines.slots import EVERYWHERE, Index, Slots
from search.querying.facets import COUNTED

#: Sets of owners are met where owners are, if that is in less than this share of their numbers
FEW = 0.25


class Postings(ABC):
    """Owners by facet and value, as sorted arrays from which sets are made when they are first asked for."""

    def __init__(self, owners: np.ndarray, numbers: np.ndarray, tags: Tags, size: int):
        self.size = size
        # For 16 bits a radix sort
        small = numbers.astype(np.uint16 if len(tags.values) < 2**16 else np.uint32)
        self.owners = owners[np.argsort(small, kind="stable")]
        sizes = np.bincount(numbers, minlength=len(tags.values))
        ends = np.cumsum(sizes).tolist()
        self.spans: dict[str, dict[str, slice]] = {}
        for (key, value), size_of_value, end in zip(tags.values, sizes.tolist(), ends, strict=True):
            if size_of_value:
                self.spans.setdefault(key, {})[value] = slice(end - size_of_value, end)

    def having(self, key: str, values: Sequence[str]) -> np.ndarray:
        """The set of owners with at least one of the values."""
        flags, spans = np.zeros(self.size, bool), self.spans.get(key, {})
        for value in values:
            flags[self.owners[spans.get(value, slice(0, 0))]] = True
        return self._set(flags)

    def owners_of(self, key: str, value: str) -> np.ndarray:
        """The owners with a value, by their numbers."""
        return self.owners[self.spans.get(key, {}).get(value, slice(0, 0))]

    def counts(self, owners: np.ndarray, others: Mapping[str, np.ndarray]) -> dict[str, dict[str, int]]:
        """How many listings have each value of each facet by these owners, or by the `others` of a facet.

        Values that none has are left out.
        """
        counted, numbers = {}, self._numbers(slice(None), owners)
        for key, lines in self._lines.items():
            own = self._numbers(lines, others[key]) if key in others else numbers[lines]
            found = zip(self.spans[key], own, strict=True)
            counted[key] = {value: number for value, number in found if number}
        return counted

    @cached_property
    def _sets(self) -> np.ndarray:
        """The owners of each value of each facet that is counted."""
        values = [(key, value) for key in self._lines for value in self.spans[key]]
        sets = [self.having(key, (value,)) for key, value in values] or [self.having("", ())]
        return np.stack(sets)

    @cached_property
    def _lines(self) -> dict[str, slice]:
        """Where those of each facet are."""
        sizes = {key: len(self.spans[key]) for key in COUNTED if key in self.spans}
        ends = accumulate(sizes.values())
        return {key: slice(end - sizes[key], end) for key, end in zip(sizes, ends, strict=True)}

    def _numbers(self, lines: slice, owners: np.ndarray) -> list[int]:
        """How many listings some of the sets have among these owners."""
        there: Index = np.flatnonzero(owners)
        if len(there) >= len(owners) * FEW:
            there = EVERYWHERE
        return counts(self._listings(self._sets[lines, there] & owners[there], there))

    @abstractmethod
    def _set(self, flags: np.ndarray) -> np.ndarray:
        """Make a set of owners of booleans."""

    @abstractmethod
    def _listings(self, sets: np.ndarray, _there: Index) -> np.ndarray:
        """The listings of several sets of owners, each once; only their numbers `_there` are given."""


class ListingPostings(Postings):
    """Values that listings have."""

    def _set(self, flags: np.ndarray) -> np.ndarray:
        return to_bits(flags)

    def _listings(self, sets: np.ndarray, _there: Index) -> np.ndarray:
        return sets


class TemplatePostings(Postings):
    """Values that templates have."""

    def __init__(self, owners: np.ndarray, numbers: np.ndarray, tags: Tags, slots: Slots, size: int):
        super().__init__(owners, numbers, tags, size)
        self.slots = slots

    def _set(self, flags: np.ndarray) -> np.ndarray:
        return self.slots.sets(flags)

    def _listings(self, sets: np.ndarray, _there: Index) -> np.ndarray:
        return self.slots.united(sets, _there)
