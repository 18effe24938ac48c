"""The outbox: changes are written down in their transaction, and each index reads them at its own pace.

On PostgreSQL a row gets its number when it is written and is seen when its transaction ends, so numbers
become visible out of order. Progress is therefore a watermark that trails, and the numbers above it that are
done. It trails by ten minutes for clocks that differ, and by every transaction that still writes: however
long that takes, its rows will be above the watermark when they appear.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from weakref import WeakKeyDictionary

from django.db import router, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Count, Max

from search.engines.versions import version_of_now
from search.models import OutboxEntry

TRAILS_BY = timedelta(minutes=10)
KEPT_FOR = timedelta(days=7)

Kind = OutboxEntry.Kind

#: Only transactions that have written have an id; one's own is seen by itself
OLDEST_WRITER = """
SELECT min(xact_start) FROM pg_stat_activity
WHERE datname = current_database() AND backend_xid IS NOT NULL AND pid <> pg_backend_pid()
"""


@dataclass(frozen=True)
class Row:
    """A change as it is read from the outbox."""

    number: int
    kind: str
    object_id: int
    created_at: datetime


@dataclass(frozen=True)
class Progress:
    """How far an index has come: all rows up to the watermark, and those in `done`. `read_at` is when.

    `version` is that of the documents that were written last: see `later`. `last_at` is when the last row was
    written: numbers are given again where the database was put back to an older state.
    """

    watermark: int = 0
    done: frozenset[int] = frozenset()
    read_at: datetime | None = None
    version: int = 0
    last_at: datetime | None = None

    @property
    def last(self) -> int:
        return max(self.done, default=self.watermark)

    def has_done(self, number: int) -> bool:
        return number <= self.watermark or number in self.done

    def undone(self, rows: Iterable[Row]) -> list[Row]:
        return [row for row in rows if not self.has_done(row.number)]

    def later(self) -> "Progress":
        """Progress with the version of documents that are read from now on: larger than any before.

        Microseconds of the database's clock, which all hosts share. Should it be set back, versions go on
        from the last one: a change with an older version would never reach the index.
        """
        return replace(self, version=max(_clock(), self.version + 1))

    def after(
        self, rows: Iterable[Row], done: Iterable[Row], now: datetime, settled: datetime | None = None
    ) -> "Progress":
        """Progress once `done` are in the index, of all `rows` that were visible when they were read.

        The watermark passes neither a row written less than ten minutes before `settled` (now), below which
        another may still appear, nor one that was left undone.
        """
        finished = self.done | {row.number for row in done}
        watermark, newest = self.watermark, (settled or now) - TRAILS_BY
        for row in sorted(rows, key=lambda row: row.number):
            if row.created_at > newest or row.number not in finished:
                break
            watermark = row.number
        above = frozenset(number for number in finished if number > watermark)
        after = replace(self, watermark=watermark, done=above, read_at=now)
        moments = (row.created_at for row in rows if row.number == after.last)
        return replace(after, last_at=next(moments, self.last_at))

    def to_json(self) -> dict[str, Any]:
        read_at = self.read_at.isoformat() if self.read_at else None
        return {
            "watermark": self.watermark,
            "done": sorted(self.done),
            "read_at": read_at,
            "version": self.version,
            "last_at": self.last_at.isoformat() if self.last_at else None,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Progress":
        read_at, last_at = (
            datetime.fromisoformat(value[name]) if value.get(name) else None
            for name in ("read_at", "last_at")
        )
        return cls(value["watermark"], frozenset(value["done"]), read_at, value.get("version", 0), last_at)


# Writing


@dataclass
class _Written:
    """What a transaction has written.

    A connection takes a new list of hooks after each commit and each rollback, also to a savepoint: while the
    list is the same, the rows are there.
    """

    hooks: list[Any]
    keys: set[tuple[str, int]]


_written: WeakKeyDictionary[BaseDatabaseWrapper, _Written] = WeakKeyDictionary()


def enqueue(kind: str, object_id: int = 0) -> None:
    """Write down that an object changed, once per transaction. Call it in the transaction of the change."""
    connection = _connection()
    if connection.in_atomic_block:
        written = _written.get(connection)
        if written is None or written.hooks is not connection.run_on_commit:
            written = _written[connection] = _Written(connection.run_on_commit, set())
        if (kind, object_id) in written.keys:
            return
        written.keys.add((kind, object_id))
    OutboxEntry.objects.create(kind=kind, object_id=object_id)


def ask_for_rebuild() -> int:
    """Ask every consumer to fill a new index; returns the number of the row that says so."""
    return OutboxEntry.objects.create(kind=Kind.REBUILD).pk


# Reading


def rows_after(progress: Progress) -> list[Row]:
    """The rows above the watermark, done ones among them; empty when all of them are done."""
    # Rows read inside their own transaction, as tests do, do not stand for changes that follow
    _written.pop(_connection(), None)
    rows = OutboxEntry.objects.filter(pk__gt=progress.watermark)
    # Most polls end here, however many rows the last minutes have brought
    if _is_quiet(rows, progress):
        return []
    return [
        Row(*values) for values in rows.order_by("pk").values_list("pk", "kind", "object_id", "created_at")
    ]


def settled_at(now: datetime) -> datetime:
    """The moment before which every row has appeared: when the oldest transaction that still writes began.

    Call it before reading the rows that it is to judge.
    """
    connection = _connection()
    if connection.vendor != "postgresql":
        return now
    with connection.cursor() as cursor:
        cursor.execute(OLDEST_WRITER)
        [began_at] = cursor.fetchone()
    return min(now, began_at or now)


def position(now: datetime) -> Progress:
    """The progress of an index that is about to be filled: all that is visible now will be in it."""
    start, settled = Progress(), settled_at(now)
    rows = rows_after(start)
    return start.after(rows, rows, now, settled)


@dataclass(frozen=True)
class Waiting:
    """The rows that an index lacks: how many, and when the oldest was written."""

    rows: int = 0
    since: datetime | None = None


def waiting(progress: Progress) -> Waiting:
    """What an index lacks, without reading all of it."""
    rows = OutboxEntry.objects.filter(pk__gt=progress.watermark)
    number = rows.count() - len(progress.done)
    if number <= 0:
        return Waiting()
    # At most one row more than those that are done
    pairs = rows.order_by("pk").values_list("pk", "created_at").iterator(chunk_size=100)
    return Waiting(number, next((moment for pk, moment in pairs if pk not in progress.done), None))


def is_out_of_reach(progress: Progress, now: datetime) -> bool:
    """Rows that this progress lacks may be gone, or it is that of another database: only a rebuild helps."""
    if progress.read_at is None or progress.read_at < now - KEPT_FOR:
        return True
    last = OutboxEntry.objects.aggregate(last=Max("pk"))["last"] or 0
    return progress.last > last or _is_another(progress)


def _is_another(progress: Progress) -> bool:
    """Whether another row has the number of the one that was done last. That one may be deleted by now."""
    row = OutboxEntry.objects.filter(pk=progress.last).values_list("created_at", flat=True).first()
    return row is not None and progress.last_at not in (None, row)


def prune(now: datetime) -> int:
    """Delete old rows. The last one stays: it tells this database from an older state of it."""
    last = OutboxEntry.objects.aggregate(last=Max("pk"))["last"]
    deleted, _ = OutboxEntry.objects.filter(created_at__lt=now - KEPT_FOR).exclude(pk=last).delete()
    return deleted


def _is_quiet(rows, progress: Progress) -> bool:
    seen = rows.aggregate(number=Count("pk"), last=Max("pk"))
    return seen["number"] == len(progress.done) and (seen["last"] or progress.watermark) == progress.last


def _clock() -> int:
    """Microseconds since 1970."""
    connection = _connection()
    if connection.vendor != "postgresql":
        return version_of_now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint")
        return cursor.fetchone()[0]


def _connection() -> BaseDatabaseWrapper:
    return transaction.get_connection(router.db_for_write(OutboxEntry))
