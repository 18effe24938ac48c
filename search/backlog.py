"""Listings of shared objects that still wait: they go a few at a time, and other changes pass them.

In memory only: a row stays undone until the last of its listings, so a crash loses none of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from search.models import OutboxEntry
from search.outbox import Row

Kind = OutboxEntry.Kind

#: What may have to be out of sight at once: a partner that was suspended, an address that became secret
URGENT = (Kind.ORGANIZATION, Kind.LOCATION)


@dataclass(frozen=True)
class Job:
    """Rows that came at the same time, and the listings that they wait for."""

    rows: frozenset[Row]
    listings: tuple[int, ...]

    @property
    def objects(self) -> set[tuple[str, int]]:
        return {(row.kind, row.object_id) for row in self.rows}

    @property
    def place(self) -> tuple[bool, int]:
        """Where it stands in the line: what takes long lets pass what is done soon."""
        return not any(row.kind in URGENT for row in self.rows), len(self.listings)


@dataclass(frozen=True)
class Backlog:
    jobs: tuple[Job, ...] = ()

    @property
    def rows(self) -> frozenset[Row]:
        return frozenset().union(*(job.rows for job in self.jobs))

    def of(self, rows: Iterable[Row]) -> "Backlog":
        """Without what waits no more: an index that was made anew has it."""
        waiting = set(rows)
        return Backlog(tuple(job for job in self.jobs if job.rows <= waiting))

    def plus(self, rows: Iterable[Row], listings: Iterable[int]) -> "Backlog":
        """With rows that have come. What an object waits for already it does not wait for twice."""
        fresh = Job(frozenset(rows), tuple(sorted(listings)))
        same = [job for job in self.jobs if job.objects & fresh.objects]
        others = tuple(job for job in self.jobs if job not in same)
        # Those that have waited stay in front: an object that is saved again and again comes to its last one
        waiting = dict.fromkeys(chain.from_iterable(job.listings for job in (*same, fresh)))
        merged = Job(fresh.rows.union(*(job.rows for job in same)), tuple(waiting))
        return Backlog((*others, merged))

    def take(self, most: int) -> tuple[list[int], "Backlog"]:
        """The listings that are next, and what waits after them; jobs with no listing left are done."""
        taken: list[int] = []
        waiting = []
        for job in sorted(self.jobs, key=lambda job: job.place):
            room = most - len(taken)
            taken += job.listings[:room]
            if rest := job.listings[room:]:
                waiting.append(Job(job.rows, rest))
        return taken, Backlog(tuple(waiting))
