"""Which listings or organisations are compared at all: those that share something rare, never all."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Protocol, TypeVar

from desk.duplicates.cards import Card

#: In a larger block only neighbours by name are compared
LARGEST, NEIGHBOURS = 40, 8
#: How many of a sketch's hashes are asked for: two texts that are nearly the same share one of them
ASKED_HASHES = 4
SHORTEST_WORD = 4


class Named(Protocol):
    pk: int
    names: Mapping[str, tuple[str, ...]]


Compared = TypeVar("Compared", bound=Named)


def pairs(
    cards: Iterable[Compared], keys: Callable[[Compared], Iterable[Hashable]]
) -> Iterator[tuple[Compared, Compared]]:
    """Each pair that shares a key once, the older one first."""
    known = {card.pk: card for card in cards}
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for card in known.values():
        for key in set(keys(card)):
            blocks[key].append(card.pk)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        if len(block) > 1:
            seen.update(_within(block, known))
    for first, second in sorted(seen):
        yield known[first], known[second]


def keys(card: Card) -> Iterator[Hashable]:
    for language, name in card.names.items():
        yield "name", language, " ".join(sorted(name))
    for word in {word for name in card.names.values() for word in name if len(word) >= SHORTEST_WORD}:
        yield "partner", card.organization, word
        for place in card.places:
            yield "place", place, word
    for way in card.ways:
        yield "way", way
    for number in card.sketch[:ASKED_HASHES]:
        yield "text", number


def _within(block: list[int], known: Mapping[int, Named]) -> Iterator[tuple[int, int]]:
    if len(block) <= LARGEST:
        yield from combinations(sorted(block), 2)
        return
    ordered = sorted(block, key=lambda pk: (sorted(known[pk].names.values()), pk))
    for number, a in enumerate(ordered):
        for b in ordered[number + 1 : number + 1 + NEIGHBOURS]:
            yield min(a, b), max(a, b)
