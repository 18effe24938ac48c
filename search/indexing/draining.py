"""Changes go from the outbox into an index: the one that serves, or a new one before it does."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from search.documents import build_labels, published_among
from search.engines import Engine, IndexWriter
from search.indexing import precedence
from search.indexing.affected import check_kind, listings_of
from search.indexing.backlog import URGENT, Backlog
from search.indexing.batches import batches
from search.indexing.listings import commit, put_listings, with_hidden_address
from search.indexing.outbox import Progress, Row, rows_after, settled_at, stop_of
from search.indexing.poison import setting_aside
from search.models import OutboxEntry

#: Listings that become visible together, and those of shared objects and new meanings while single ones wait:
#: a change is to be seen within a second, whatever else has changed
AT_ONCE, BESIDE_OTHERS = 100, 10

Kind = OutboxEntry.Kind
OF_ONE_LISTING = (Kind.SERVICE, Kind.SCHEDULE)
LABELLED = (Kind.ORGANIZATION, Kind.LOCATION, Kind.AREA, Kind.TERM)


@dataclass(frozen=True)
class Drained:
    """What a drain did. `wants_rebuild`: a row asks for that, and stays undone until it was done."""

    rows: int = 0
    listings: int = 0
    wants_rebuild: bool = False
    has_more: bool = False
    backlog: Backlog = field(default_factory=Backlog)

    @property
    def has_changed(self) -> bool:
        """Whether the index says anything new."""
        return bool(self.rows or self.listings)


@dataclass(frozen=True)
class Pending:
    """The changes that an index lacks: the backlog, which knows the new ones, and these by themselves.

    `settled` is the moment before which every row has appeared. `is_asked`: for a rebuild, for which nothing
    has changed; the progress is to say so, once.
    """

    backlog: Backlog
    narrow: list[Row]
    wide: list[Row]
    settled: datetime
    is_asked: bool

    @classmethod
    def after(cls, progress: Progress, backlog: Backlog, now: datetime) -> "Pending":
        settled = settled_at(now)
        new, backlog = _read_on(progress, backlog)
        narrow = [row for row in new if row.kind in OF_ONE_LISTING]
        wide = [row for row in new if row.kind not in (*OF_ONE_LISTING, Kind.REBUILD)]
        backlog = backlog.knowing(new)
        return cls(backlog, narrow, wide, settled, bool(backlog.asked - progress.asked))

    def __bool__(self) -> bool:
        return bool(self.backlog or self.narrow or self.wide or self.is_asked)

    @property
    def wants_rebuild(self) -> bool:
        return bool(self.backlog.rebuilds)

    def precedence(self) -> AbstractContextManager[None]:
        """What is worked out for listings gives way to what people have changed, not to its own findings."""
        kinds = {row.kind for row in self.wide}.union(*(job.kinds for job in self.backlog.jobs))
        is_of_people = self.narrow or self.backlog.singles or kinds - {Kind.MEANING}
        return precedence.changes.ahead() if is_of_people else nullcontext()


def drain(engine: Engine, progress: Progress, backlog: Backlog, *, now: datetime, consumer: str) -> Drained:
    """Bring the next changes into the index, and the progress with them in one commit.

    Call it until `has_more` is False, with the backlog of the call before. After a crash the same rows are
    read again, which gives the same documents.
    """
    pending = Pending.after(progress, backlog, now)
    if not pending:
        return Drained(wants_rebuild=pending.wants_rebuild, backlog=pending.backlog.left_at(progress))
    with pending.precedence(), engine.write() as writer:
        return _Step(writer, pending, now, consumer).take(progress)[0]


def catch_up(writer: IndexWriter, progress: Progress, *, now: datetime, consumer: str) -> Progress:
    """Bring all changes into an index that does not serve yet; returns how far it has come."""
    backlog = Backlog()
    while pending := Pending.after(progress, backlog, now):
        drained, progress = _Step(writer, pending, now, consumer).take(progress)
        backlog = drained.backlog
    return progress


@dataclass(frozen=True)
class _Step:
    """As many changes as become visible together."""

    writer: IndexWriter
    pending: Pending
    now: datetime
    consumer: str

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    def take(self, progress: Progress) -> tuple[Drained, Progress]:
        # The version belongs to what is read from here on
        progress = progress.later()
        narrow, backlog = self._narrow()
        understood = self._understood()
        backlog, gone = self._line_up(understood, backlog)
        some, finished, rest = backlog.take(BESIDE_OTHERS if narrow else AT_ONCE)
        put = _reached_by(narrow) | gone | set(some)
        listings = self._put(put, progress.version)
        self._hide(_at_places(set(understood).difference(finished)) - put, progress.version)
        done = [*narrow, *finished, *set(self.pending.wide).difference(understood)]
        rest = rest.without(done)
        progress = progress.after(done, self.now, stop_of(progress, rest.known, self.pending.settled))
        progress = progress.lacking(rest.known, rest.asked)
        commit(self.writer, progress, consumer=self.consumer)
        rest = rest.left_at(progress)
        return Drained(len(done), listings, self.pending.wants_rebuild, bool(rest), rest), progress

    def _narrow(self) -> tuple[list[Row], Backlog]:
        """Changes of single listings that are next: before all others those that are to be out of sight.

        Among those that waited before is none of these.
        """
        new, backlog = self.pending.narrow, self.pending.backlog
        if len(backlog.singles) + len(new) <= AT_ONCE:
            return backlog.take_singles(new, AT_ONCE)
        gone = self._gone({row.object_id for row in new if row.kind == Kind.SERVICE})
        first = [row for row in new if row.kind == Kind.SERVICE and row.object_id in gone]
        passed = set(first)
        others, rest = backlog.take_singles((row for row in new if row not in passed), AT_ONCE)
        return first + others, rest

    def _line_up(self, new: Sequence[Row], backlog: Backlog) -> tuple[Backlog, set[int]]:
        """The backlog with what has come, and which listings are to be out of sight at once."""
        self._put_labels(new)
        gone: set[int] = set()
        urgent = [row for row in new if row.kind in URGENT]
        for rows in filter(None, (urgent, [row for row in new if row.kind not in URGENT])):
            reached = _reached_by(rows)
            gone |= self._gone(reached)
            backlog = backlog.plus(rows, reached - gone)
        return backlog, gone

    def _understood(self) -> list[Row]:
        understood = []
        for row in self.pending.wide:
            with setting_aside(row, self.consumer):
                check_kind(row.kind)
                understood.append(row)
        return understood

    def _put_labels(self, rows: Sequence[Row]) -> None:
        """All of them, once, however many have changed."""
        if labelled := [row for row in rows if row.kind in LABELLED]:
            with setting_aside(labelled[-1], self.consumer):
                self.writer.put_labels(build_labels())

    def _gone(self, service_ids: set[int]) -> set[int]:
        """Which of them readers are not to find."""
        public = (published_among(some, self.today) for some in batches(sorted(service_ids)))
        return service_ids.difference(*public)

    def _put(self, service_ids: set[int], version: int) -> int:
        for batch in batches(sorted(service_ids)):
            put_listings(self.writer, batch, today=self.today, consumer=self.consumer, version=version)
        return len(service_ids)

    def _hide(self, service_ids: set[int], version: int) -> None:
        """Those that may tell where a secret place is are not found until it is their turn."""
        for batch in batches(sorted(service_ids)):
            self.writer.remove(with_hidden_address(batch), version=version)


def _read_on(progress: Progress, backlog: Backlog) -> tuple[list[Row], Backlog]:
    """The rows that have come since, and the backlog without what waits no more."""
    if progress == backlog.progress:
        return rows_after(progress, backlog.known), backlog
    # Another worker or a rebuild was here, or the database was put back and gives numbers again
    rows = rows_after(progress)
    backlog = backlog.among(rows)
    return [row for row in rows if row.number not in backlog.known], backlog


def _at_places(rows: Iterable[Row]) -> set[int]:
    return _reached_by([row for row in rows if row.kind == Kind.LOCATION])


def _reached_by(rows: Sequence[Row]) -> set[int]:
    reached: set[int] = set()
    for some in batches(rows):
        reached |= listings_of((row.kind, row.object_id) for row in some)
    return reached
