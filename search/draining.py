"""Changes go from the outbox into the index that serves."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from search.affected import listings_of
from search.batches import batches
from search.documents import build_labels
from search.documents.services import BATCH_SIZE
from search.engines import Engine, IndexWriter
from search.indexing import put_listings
from search.models import OutboxEntry
from search.outbox import Progress, Row, rows_after

#: Rows that become visible together: many imported listings must not keep a single change waiting
ROWS_AT_ONCE = 200

Kind = OutboxEntry.Kind
OF_ONE_LISTING = (Kind.SERVICE, Kind.SCHEDULE)
LABELLED = (Kind.ORGANIZATION, Kind.AREA, Kind.TERM)


@dataclass(frozen=True)
class Backlog:
    """Listings of a shared object that still wait: they go a batch at a time, and other changes pass them.

    In memory only: the row stays undone until its last batch, so after a crash all of them are found again.
    """

    row: Row | None = None
    listings: tuple[int, ...] = ()

    @property
    def batch(self) -> tuple[int, ...]:
        return self.listings[:BATCH_SIZE]

    def rest(self) -> "Backlog":
        return Backlog(self.row, self.listings[BATCH_SIZE:])


@dataclass(frozen=True)
class Drained:
    """What a drain did. `wants_rebuild`: a row asks for that, and stays undone until it was done."""

    rows: int = 0
    listings: int = 0
    wants_rebuild: bool = False
    has_more: bool = False
    backlog: Backlog = field(default_factory=Backlog)


def drain(engine: Engine, progress: Progress, backlog: Backlog, *, now: datetime, consumer: str) -> Drained:
    """Bring the next changes into the index, and the progress with them in one commit.

    Call it until `has_more` is False, with the backlog of the call before. After a crash the same rows are
    read again, which gives the same documents.
    """
    rows = rows_after(progress)
    undone = progress.undone(rows)
    narrow = [row for row in undone if row.kind in OF_ONE_LISTING]
    wide = [row for row in undone if row.kind not in (*OF_ONE_LISTING, Kind.REBUILD)]
    wants_rebuild = len(narrow) + len(wide) < len(undone)
    if not narrow and not wide:
        return Drained(wants_rebuild=wants_rebuild)
    is_new = bool(wide) and wide[0] != backlog.row
    backlog = _backlog(wide[0], backlog) if wide else Backlog()
    rest = backlog.rest()
    done = narrow[:ROWS_AT_ONCE] + (wide[:1] if not rest.listings else [])
    with engine.write() as writer:
        listings = _put(writer, narrow[:ROWS_AT_ONCE], backlog.batch, now, consumer)
        if is_new and wide[0].kind in LABELLED:
            writer.put_labels(build_labels())
        writer.commit(progress.after(rows, done, now).to_json())
    return Drained(len(done), listings, wants_rebuild, len(done) < len(narrow) + len(wide), rest)


def _backlog(row: Row, backlog: Backlog) -> Backlog:
    if row == backlog.row:
        return backlog
    return Backlog(row, tuple(sorted(listings_of([(row.kind, row.object_id)]))))


def _put(
    writer: IndexWriter, rows: Sequence[Row], waiting: Sequence[int], now: datetime, consumer: str
) -> int:
    service_ids = listings_of((row.kind, row.object_id) for row in rows) | set(waiting)
    for batch in batches(sorted(service_ids)):
        put_listings(writer, batch, today=timezone.localdate(now), consumer=consumer)
    return len(service_ids)
