"""The outbox: changes are written down in their transaction, and each index reads them at its own pace.

On PostgreSQL a row gets its number when it is written and is seen when its transaction ends, so numbers
become visible out of order. Progress is therefore a watermark that trails, and the numbers above it that are
done. It trails by ten minutes for clocks that differ, and by every transaction that still writes: however
long that takes, its rows will be above the watermark when they appear.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import reduce
from itertools import starmap
from operator import or_
from typing import Any
from weakref import WeakKeyDictionary

from django.db import router, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Max, Q

from search.engines.versions import version_of_now
from search.indexing.numbers import Numbers
from search.models import OutboxEntry

TRAILS_BY = timedelta(minutes=10)
KEPT_FOR = timedelta(days=7)
#: For how long somebody who asked for a rebuild waits: of 100,000 listings it takes eleven minutes and more
AWAITED_FOR = timedelta(hours=2)
#: Numbers that were skipped, where a row may still appear, each of which is asked for by itself
MOST_GAPS = 100
NONE = Numbers()

Kind = OutboxEntry.Kind

#: In place of an object: somebody asked for a rebuild, and nothing has changed
AS_IT_IS = 1

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

    @property
    def changes_nothing(self) -> bool:
        """Whether an index that has not done it has all that one has which did."""
        return self.kind == Kind.REBUILD and self.object_id == AS_IT_IS


@dataclass(frozen=True)
class Progress:
    """How far an index has come: all rows up to the watermark, and those in `done`. `read_at` is when.

    `version` is that of the documents that were written last: see `later`. `last_at` is when the last row was
    written: numbers are given again where the database was put back to an older state. Of the rows that were
    left undone, `asked` are those that change nothing, and `lacks` is the first of the others.
    """

    watermark: int = 0
    done: Numbers = NONE
    read_at: datetime | None = None
    version: int = 0
    last_at: datetime | None = None
    asked: Numbers = NONE
    lacks: int | None = None

    @property
    def last(self) -> int:
        return self.done.last or self.watermark

    def has_done(self, number: int) -> bool:
        return number <= self.watermark or number in self.done

    def has_all_of(self, other: "Progress") -> bool:
        """Whether an index with this progress has every change that one with the other progress has."""
        if self.lacks is not None and other.has_done(self.lacks):
            return False
        known = self.done | self.asked
        # What the other has done up to its watermark it does not name one by one
        return (known.last or self.watermark) >= other.watermark and known >= other.done.above(self.watermark)

    def later(self) -> "Progress":
        """Progress with the version of documents that are read from now on: larger than any before.

        Microseconds of the database's clock, which all hosts share. Should it be set back, versions go on
        from the last one: a change with an older version would never reach the index.
        """
        return replace(self, version=max(_clock(), self.version + 1))

    def after(self, done: Sequence[Row], now: datetime, stop: int | None) -> "Progress":
        """Progress once `done` are in the index. The watermark stays below `stop`: see `stop_of`."""
        finished = self.done | numbers_of(done)
        passed = finished if stop is None else finished.below(stop)
        watermark = max(passed.last or 0, self.watermark)
        after = replace(self, watermark=watermark, done=finished.above(watermark), read_at=now)
        moments = (row.created_at for row in done if row.number == after.last)
        return replace(after, last_at=next(moments, self.last_at))

    def lacking(self, undone: Numbers, asked: Numbers) -> "Progress":
        """The same with what was left undone, and which of that changes nothing."""
        return replace(self, asked=asked, lacks=(undone - asked).first)

    def to_json(self) -> dict[str, Any]:
        read_at = self.read_at.isoformat() if self.read_at else None
        return {
            "watermark": self.watermark,
            # All that a version needs that knows no ranges: it does the others again
            "done": [self.done.last] if self.done else [],
            "done_ranges": self.done.ranges,
            "read_at": read_at,
            "version": self.version,
            "last_at": self.last_at.isoformat() if self.last_at else None,
            "asked": self.asked.ranges,
            "lacks": self.lacks,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Progress":
        read_at, last_at = (
            datetime.fromisoformat(value[name]) if value.get(name) else None
            for name in ("read_at", "last_at")
        )
        ranges, asked = (Numbers(tuple(map(tuple, value.get(name, ())))) for name in ("done_ranges", "asked"))
        done, version = Numbers.of(value["done"]) | ranges, value.get("version", 0)
        return cls(value["watermark"], done, read_at, version, last_at, asked, value.get("lacks"))


def numbers_of(rows: Iterable[Row]) -> Numbers:
    return Numbers.of(row.number for row in rows)


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
    return OutboxEntry.objects.create(kind=Kind.REBUILD, object_id=AS_IT_IS).pk


def wants_rebuild(progress: Progress) -> bool:
    """Whether a rebuild was asked for that an index with this progress has not had."""
    asked = OutboxEntry.objects.filter(kind=Kind.REBUILD).values_list("pk", flat=True)
    return not all(map(progress.has_done, asked))


def is_rebuild_awaited(now: datetime) -> bool:
    """Whether somebody may wait for a rebuild, as far as can be told without the progress of an index."""
    asked = OutboxEntry.objects.filter(kind=Kind.REBUILD, object_id=AS_IT_IS)
    return asked.filter(created_at__gt=now - AWAITED_FOR).exists()


# Reading


def rows_after(progress: Progress, known: Numbers = NONE) -> list[Row]:
    """The rows that are neither done nor known: what that costs does not grow with those that are."""
    # Rows read inside their own transaction, as tests do, do not stand for changes that follow
    _written.pop(_connection(), None)
    seen = progress.done | known.above(progress.watermark)
    # Sorted here: a database that is to do so looks at all rows there are
    rows = OutboxEntry.objects.filter(_unseen(seen, progress.watermark)).order_by()
    read = starmap(Row, sorted(rows.values_list("pk", "kind", "object_id", "created_at")))
    return [row for row in read if row.number not in seen]


def stop_of(progress: Progress, undone: Numbers, settled: datetime) -> int | None:
    """The number that the watermark does not come to: that of the first row that is left undone, or of one
    written less than ten minutes before `settled`, below which another may still appear.

    Call it after reading the rows that are done by then.
    """
    young = OutboxEntry.objects.filter(pk__gt=progress.watermark, created_at__gt=settled - TRAILS_BY)
    # Those above it are not looked at again and again
    before = young if undone.first is None else young.filter(pk__lt=undone.first)
    return before.order_by("pk").values_list("pk", flat=True).first() or undone.first


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
    return start.after(rows, now, stop_of(start, NONE, settled))


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


def _unseen(seen: Numbers, watermark: int) -> Q:
    """Above all that were seen, and in between, where rows may appear late."""
    gaps = (Numbers.of([watermark]) | seen).gaps()
    if len(gaps) > MOST_GAPS:
        gaps[:-MOST_GAPS] = [(gaps[0][0], gaps[-MOST_GAPS - 1][1])]
    return reduce(or_, (Q(pk__range=gap) for gap in gaps), Q(pk__gt=seen.last or watermark))


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
