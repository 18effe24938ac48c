"""Long lists a piece at a time, so that memory and the number of parameters of a query stay small."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from search.documents.services import BATCH_SIZE

T = TypeVar("T")


def batches(things: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(things), BATCH_SIZE):
        yield things[start : start + BATCH_SIZE]
