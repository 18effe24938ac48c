"""Who has which value of a facet: listings, or their templates; and how many listings have each value."""

import numpy as np

from search.engines.bits import from_numbers
from search.engines.rows import Tags
from search.engines.slots import Slots, SlotSets, listings, met


class Postings:
    """Owners by facet and value, as sorted arrays from which sets are made when they are first asked for."""

    def __init__(self, owners: np.ndarray, numbers: np.ndarray, tags: Tags):
        # For 16 bits a radix sort
        small = numbers.astype(np.uint16 if len(tags.values) < 2**16 else np.uint32)
        self.owners = owners[np.argsort(small, kind="stable")]
        sizes = np.bincount(numbers, minlength=len(tags.values))
        ends = np.cumsum(sizes).tolist()
        self.spans: dict[str, dict[str, slice]] = {}
        for (key, value), size, end in zip(tags.values, sizes.tolist(), ends, strict=True):
            if size:
                self.spans.setdefault(key, {})[value] = slice(end - size, end)

    def owners_of(self, key: str, value: str) -> np.ndarray:
        return self.owners[self.spans.get(key, {}).get(value, slice(0, 0))]


class ListingPostings(Postings):
    """Values that listings have."""

    def __init__(self, owners: np.ndarray, numbers: np.ndarray, tags: Tags, size: int):
        super().__init__(owners, numbers, tags)
        self.size = size
        self.kept: dict[str, list[tuple[str, int]]] = {}

    def having(self, key: str, values: tuple[str, ...]) -> int:
        """The listings with at least one of the values."""
        return listings(from_numbers(self.owners_of(key, value), self.size) for value in values)

    def counts(self, key: str, rows: int) -> dict[str, int]:
        """How many of these listings have each value; values that none has are left out."""
        counted = ((value, (bits & rows).bit_count()) for value, bits in self._sets(key))
        return {value: number for value, number in counted if number}

    def _sets(self, key: str) -> list[tuple[str, int]]:
        if key not in self.kept:
            self.kept[key] = [(value, self.having(key, (value,))) for value in self.spans.get(key, ())]
        return self.kept[key]


class TemplatePostings(Postings):
    """Values that templates have."""

    def __init__(self, owners: np.ndarray, numbers: np.ndarray, tags: Tags, slots: Slots, size: int):
        super().__init__(owners, numbers, tags)
        self.slots, self.size = slots, size
        self.kept: dict[str, list[tuple[str, SlotSets]]] = {}

    def having(self, key: str, values: tuple[str, ...]) -> SlotSets:
        """The templates with at least one of the values."""
        flags = np.zeros(self.size, bool)
        for value in values:
            flags[self.owners_of(key, value)] = True
        return self.slots.sets(flags)

    def counts(self, key: str, templates: SlotSets) -> dict[str, int]:
        """How many listings have each value at one of these templates."""
        counted = ((value, listings(met(sets, templates)).bit_count()) for value, sets in self._sets(key))
        return {value: number for value, number in counted if number}

    def _sets(self, key: str) -> list[tuple[str, SlotSets]]:
        if key not in self.kept:
            self.kept[key] = [(value, self.having(key, (value,))) for value in self.spans.get(key, ())]
        return self.kept[key]
