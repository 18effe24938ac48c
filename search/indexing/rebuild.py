"""A new index, filled from the database, takes the place of the old one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from search.documents import build_labels, public_service_ids
from search.engines import Engine, IndexWriter
from search.indexing import outbox
from search.indexing.building import build_all
from search.indexing.collecting import rarely_collecting
from search.indexing.draining import catch_up
from search.indexing.listings import commit, put_built
from search.models import FailedListing, FailedRow
from search.topics import vocabulary


class IncompleteIndex(Exception):  # noqa: N818 - like those of the engines
    """The new index does not hold what was put into it: the old one goes on serving."""


@dataclass(frozen=True)
class Rebuilt:
    """What a rebuild did."""

    listings: int
    labels: int


def rebuild(
    engine: Engine,
    *,
    now: datetime,
    consumer: str,
    between: Callable[[int, int], object] = lambda _done, _total: None,
) -> Rebuilt:
    """Fill a new index and switch to it in one step. `between` is called after each batch, while the old one
    serves, with the numbers of listings done and of all; before the first one with zeros.

    The position in the outbox is taken before anything is read. What changes meanwhile is brought into the
    new index before it serves: a listing that was withdrawn is not found again. Raises IncompleteIndex.
    """
    began_at, today = timezone.now(), timezone.localdate(now)
    progress = outbox.position(now).later()
    labels = build_labels()
    vocabulary.prepare(meanwhile=lambda: between(0, 0))
    with engine.rebuild(today) as writer:
        writer.put_labels(labels)
        put = _fill(writer, today, consumer, progress.version, between)
        refused = commit(writer, progress, consumer=consumer, built_for=today)
        if writer.count() != len(put - refused):
            raise IncompleteIndex(f"{writer.count()} listings in the new index, {len(put - refused)} put.")
        catch_up(writer, progress, now=now, consumer=consumer)
        listings = writer.count()
    _forget_what_was_set_aside_before(began_at, consumer)
    return Rebuilt(listings, len(labels))


def _fill(
    writer: IndexWriter, today: date, consumer: str, version: int, between: Callable[[int, int], object]
) -> set[int]:
    service_ids, put, done = public_service_ids(today), set(), 0
    with rarely_collecting() as collect:
        for built in build_all(service_ids, today):
            put |= put_built(writer, built, consumer=consumer, version=version)
            collect()
            done += len(built.service_ids)
            between(done, len(service_ids))
    return put


def _forget_what_was_set_aside_before(moment: datetime, consumer: str) -> None:
    """Everything was read anew: what failed again says so since."""
    FailedRow.objects.filter(consumer=consumer, failed_at__lt=moment).delete()
    FailedListing.objects.filter(consumer=consumer, failed_at__lt=moment).delete()
