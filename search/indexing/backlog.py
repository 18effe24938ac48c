"""Rows that were read and still wait: of single listings, and of shared objects, whose go a few at a time.

In memory only: a row stays undone until the last of its listings, so a crash loses none of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Self

from search.indexing.numbers import Numbers
from search.indexing.outbox import NONE, Progress, Row, numbers_of
from search.models import OutboxEntry

Kind = OutboxEntry.Kind

#: What may have to be out of sight at once: a partner that was suspended, an address that became secret
URGENT = frozenset({Kind.ORGANIZATION, Kind.LOCATION})


@dataclass(frozen=True)
class Job:
    """Rows of shared objects that came at the same time, and the listings that they wait for."""

    rows: frozenset[Row]
    objects: frozenset[tuple[str, int]]
    kinds: frozenset[str]
    listings: tuple[int, ...]

    @classmethod
    def of(cls, rows: Iterable[Row], listings: Iterable[int]) -> Self:
        rows = frozenset(rows)
        objects = frozenset((row.kind, row.object_id) for row in rows)
        return cls(rows, objects, frozenset(kind for kind, _ in objects), tuple(listings))

    @property
    def place(self) -> tuple[bool, int]:
        """Where it stands in the line: what takes long lets pass what is done soon."""
        return self.kinds.isdisjoint(URGENT), len(self.listings)


@dataclass(frozen=True)
class Backlog:
    """What waits, in the order in which it goes. `rebuilds` wait for an index that is made anew.

    `known` are the numbers of all these rows. They are not read again while the index has the `progress`
    that it had when they were.
    """

    singles: tuple[Row, ...] = ()
    jobs: tuple[Job, ...] = ()
    rebuilds: tuple[Row, ...] = ()
    known: Numbers = NONE
    progress: Progress | None = None

    def __bool__(self) -> bool:
        """Whether something can be done."""
        return bool(self.singles or self.jobs)

    @property
    def asked(self) -> Numbers:
        """Of its rows those that change nothing."""
        return numbers_of(row for row in self.rebuilds if row.changes_nothing)

    def among(self, rows: Iterable[Row]) -> "Backlog":
        """Without what waits no more: an index that was made anew has it."""
        waiting = set(rows)
        singles = tuple(row for row in self.singles if row in waiting)
        rebuilds = tuple(row for row in self.rebuilds if row in waiting)
        jobs = tuple(job for job in self.jobs if job.rows <= waiting)
        known = numbers_of(chain(singles, rebuilds, *(job.rows for job in jobs)))
        return Backlog(singles, jobs, rebuilds, known)

    def knowing(self, rows: Sequence[Row]) -> "Backlog":
        """With rows that were read, which are yet to be lined up."""
        rebuilds = (*self.rebuilds, *(row for row in rows if row.kind == Kind.REBUILD))
        return replace(self, rebuilds=rebuilds, known=self.known | numbers_of(rows))

    def without(self, done: Iterable[Row]) -> "Backlog":
        return replace(self, known=self.known - numbers_of(done))

    def left_at(self, progress: Progress) -> "Backlog":
        return replace(self, progress=progress)

    def take_singles(self, new: Iterable[Row], most: int) -> tuple[list[Row], "Backlog"]:
        """The rows that are next, with new ones behind the others, and what waits after them."""
        waiting = (*self.singles, *new)
        return list(waiting[:most]), replace(self, singles=waiting[most:])

    def plus(self, rows: Iterable[Row], listings: Iterable[int]) -> "Backlog":
        """With rows that have come. What an object waits for already it does not wait for twice."""
        fresh = Job.of(rows, sorted(listings))
        same = [job for job in self.jobs if job.objects & fresh.objects]
        others = tuple(job for job in self.jobs if job not in same)
        # Those that have waited stay in front: an object that is saved again and again comes to its last one
        waiting = dict.fromkeys(chain.from_iterable(job.listings for job in (*same, fresh)))
        merged = Job.of(fresh.rows.union(*(job.rows for job in same)), waiting)
        return replace(self, jobs=(*others, merged))

    def take(self, most: int) -> tuple[list[int], list[Row], "Backlog"]:
        """The listings that are next, the rows that are done with them, and what waits after them."""
        taken: list[int] = []
        done: list[Row] = []
        waiting = []
        for job in sorted(self.jobs, key=lambda job: job.place):
            room = most - len(taken)
            taken += job.listings[:room]
            if rest := job.listings[room:]:
                waiting.append(replace(job, listings=rest))
            else:
                done += job.rows
        return taken, done, replace(self, jobs=tuple(waiting))
