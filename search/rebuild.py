"""A new index, filled from the database, takes the place of the old one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from search import outbox
from search.batches import batches
from search.documents import build_labels, public_service_ids
from search.engines import Engine
from search.indexing import put_listings


@dataclass(frozen=True)
class Rebuilt:
    """What a rebuild did."""

    listings: int
    labels: int


def rebuild(
    engine: Engine, *, now: datetime, consumer: str, between: Callable[[], object] = lambda: None
) -> Rebuilt:
    """Fill a new index and switch to it in one step. `between` is called after each batch, while the old one
    serves.

    The position in the outbox is taken before anything is read, so a change that arrives meanwhile is drained
    into the new index afterwards.
    """
    today = timezone.localdate(now)
    progress = outbox.position(now)
    with engine.rebuild(today) as writer:
        service_ids, labels = public_service_ids(today), build_labels()
        for batch in batches(service_ids):
            put_listings(writer, batch, today=today, consumer=consumer)
            between()
        writer.put_labels(labels)
        writer.commit(progress.to_json(), built_for=today)
    return Rebuilt(len(service_ids), len(labels))
