"""Changes go from the outbox into an index: the one that serves, or a new one before it does."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from search.affected import listings_of
from search.batches import batches
from search.documents import build_labels
from search.documents.services import BATCH_SIZE
from search.engines import Engine, IndexWriter
from search.indexing import commit, put_listings
from search.models import OutboxEntry
from search.outbox import Progress, Row, rows_after, settled_at
from search.poison import setting_aside

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


@dataclass(frozen=True)
class Pending:
    """The changes that an index lacks; `settled` is the moment before which every row has appeared."""

    rows: list[Row]
    narrow: list[Row]
    wide: list[Row]
    wants_rebuild: bool
    settled: datetime

    @classmethod
    def after(cls, progress: Progress, now: datetime) -> "Pending":
        settled = settled_at(now)
        rows = rows_after(progress)
        undone = progress.undone(rows)
        narrow = [row for row in undone if row.kind in OF_ONE_LISTING]
        wide = [row for row in undone if row.kind not in (*OF_ONE_LISTING, Kind.REBUILD)]
        return cls(rows, narrow, wide, len(narrow) + len(wide) < len(undone), settled)

    def __bool__(self) -> bool:
        return bool(self.narrow or self.wide)


def drain(engine: Engine, progress: Progress, backlog: Backlog, *, now: datetime, consumer: str) -> Drained:
    """Bring the next changes into the index, and the progress with them in one commit.

    Call it until `has_more` is False, with the backlog of the call before. After a crash the same rows are
    read again, which gives the same documents.
    """
    pending = Pending.after(progress, now)
    if not pending:
        return Drained(wants_rebuild=pending.wants_rebuild)
    with engine.write() as writer:
        return _Step(writer, pending, now, consumer).take(progress, backlog)[0]


def catch_up(writer: IndexWriter, progress: Progress, *, now: datetime, consumer: str) -> Progress:
    """Bring all changes into an index that does not serve yet; returns how far it has come."""
    backlog = Backlog()
    while pending := Pending.after(progress, now):
        drained, progress = _Step(writer, pending, now, consumer).take(progress, backlog)
        backlog = drained.backlog
    return progress


@dataclass(frozen=True)
class _Step:
    """As many changes as become visible together."""

    writer: IndexWriter
    pending: Pending
    now: datetime
    consumer: str

    def take(self, progress: Progress, backlog: Backlog) -> tuple[Drained, Progress]:
        # The version belongs to what is read from here on
        progress = progress.later()
        narrow, wide = self.pending.narrow[:ROWS_AT_ONCE], self.pending.wide[:1]
        is_new = bool(wide) and wide[0] != backlog.row
        backlog = self._backlog(wide[0], backlog) if wide else Backlog()
        rest = backlog.rest()
        done = narrow + (wide if not rest.listings else [])
        listings = self._put(narrow, backlog.batch, progress.version)
        if is_new and wide[0].kind in LABELLED:
            with setting_aside(wide[0], self.consumer):
                self.writer.put_labels(build_labels())
        progress = progress.after(self.pending.rows, done, self.now, self.pending.settled)
        commit(self.writer, progress, consumer=self.consumer)
        has_more = len(done) < len(self.pending.narrow) + len(self.pending.wide)
        return Drained(len(done), listings, self.pending.wants_rebuild, has_more, rest), progress

    def _backlog(self, row: Row, backlog: Backlog) -> Backlog:
        if row == backlog.row:
            return backlog
        with setting_aside(row, self.consumer):
            return Backlog(row, tuple(sorted(listings_of([(row.kind, row.object_id)]))))
        return Backlog(row)

    def _put(self, rows: Sequence[Row], waiting: Sequence[int], version: int) -> int:
        service_ids = listings_of((row.kind, row.object_id) for row in rows) | set(waiting)
        today = timezone.localdate(self.now)
        for batch in batches(sorted(service_ids)):
            put_listings(self.writer, batch, today=today, consumer=self.consumer, version=version)
        return len(service_ids)
