"""Listings become documents: here, and where there are very many of them in processes beside this one."""

import gc
import logging
import multiprocessing
import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.db import connection

from search.documents import ServiceDocument, build_documents
from search.indexing.batches import batches
from search.indexing.poison import PASSING
from search.indexing.side_by_side import begin

#: Fewer listings are done before other processes have started
MANY = 2_000
#: As many as the one that writes an index can follow
MOST_PROCESSES = 4
#: Batches that are made ahead of the one that is written, for each process
AHEAD = 2

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Built:
    """The documents of the public ones among some listings, and why those of others cannot be built."""

    service_ids: Sequence[int]
    documents: list[ServiceDocument]
    failed: dict[int, Exception] = field(default_factory=dict)


def build(service_ids: Sequence[int], today: date) -> Built:
    try:
        return Built(service_ids, build_documents(service_ids, today=today))
    except PASSING:
        raise
    except Exception as error:
        if len(service_ids) == 1:
            return Built(service_ids, [], {service_ids[0]: error})
    # Halves find the culprit among 200 in few steps
    middle = len(service_ids) // 2
    left, right = build(service_ids[:middle], today), build(service_ids[middle:], today)
    return Built(service_ids, left.documents + right.documents, left.failed | right.failed)


def build_all(service_ids: Sequence[int], today: date) -> Iterator[Built]:
    """The documents of any number of listings, a batch at a time and in their order."""
    processes = settings.INDEX_PROCESSES or (_processes() if len(service_ids) >= MANY else 1)
    if processes == 1:
        yield from (build(batch, today) for batch in batches(service_ids))
        return
    context = multiprocessing.get_context("spawn")
    database = connection.settings_dict["NAME"]
    with ProcessPoolExecutor(processes, mp_context=context, initializer=begin, initargs=(database,)) as pool:
        coming: deque[_Coming] = deque()
        for batch in batches(service_ids):
            coming.append(_Coming.of(pool, batch, today))
            if len(coming) > AHEAD * processes:
                yield coming.popleft().built()
        while coming:
            yield coming.popleft().built()


def _processes() -> int:
    return min(os.cpu_count() or 1, MOST_PROCESSES)


@dataclass(frozen=True)
class _Coming:
    """A batch that another process works on; it is done here where that one has died."""

    service_ids: Sequence[int]
    today: date
    future: Future[Built] | None

    @classmethod
    def of(cls, pool: ProcessPoolExecutor, service_ids: Sequence[int], today: date) -> "_Coming":
        try:
            return cls(service_ids, today, pool.submit(_build_beside, service_ids, today))
        except BrokenProcessPool:
            return cls(service_ids, today, None)

    def built(self) -> Built:
        try:
            if self.future:
                return self.future.result()
        except BrokenProcessPool:
            logger.warning("A process that made documents has died: the rest is made here.")
        return build(self.service_ids, self.today)


def _build_beside(service_ids: Sequence[int], today: date) -> Built:
    built = build(service_ids, today)
    gc.collect(0)
    return built
