"""Long lists a piece at a time, so that memory and the number of parameters of a query stay small."""

from collections.abc import Iterator, Sequence

from search.documents.services import BATCH_SIZE


def batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), BATCH_SIZE):
        yield ids[start : start + BATCH_SIZE]
