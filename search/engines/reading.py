"""Reading the embedded index: a process keeps columns and takes in what others wrote, without any lock."""

import json
import logging
import mmap
import os
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import tantivy

from search.documents.shapes import ServiceDocument
from search.engines.columns import Columns, build_columns
from search.engines.errors import IndexMissing
from search.engines.following import Follower
from search.engines.generations import Generations, StateFile
from search.engines.matching import Matched, Matcher
from search.engines.rows import Row, Tags, read_row
from search.engines.saved_rows import let_go, saved_rows
from search.engines.schema import SERVICE, schema
from search.engines.timetable import Timetable

#: Seconds until a read that failed is tried again, and for which it fails until the index counts as damaged
TRY_AGAIN, LASTS = 1.0, 5.0

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Snapshot:
    """One state of the index, for as long as a request takes."""

    generation: Path
    searcher: tantivy.Searcher
    columns: Columns
    matcher: Matcher
    timetable: Timetable
    #: What `search.engines.finding` found in it, by what was asked
    found: OrderedDict[tuple, Matched] = field(default_factory=OrderedDict)


@dataclass(frozen=True)
class Failure:
    """Reads fail since a moment, the last one of the index with these marks."""

    since: float
    marks: tuple
    again_at: float


class IndexReader:
    """The index as this process sees it."""

    def __init__(self, generations: Generations):
        self.generations = generations
        self.lock = threading.Lock()
        self.marks: tuple = ()
        self.index: tantivy.Index | None = None
        self.rows: dict[int, Row] = {}
        self.tags = Tags()
        self.mapped: mmap.mmap | None = None
        self.latest: Snapshot | None = None
        self.failure: Failure | None = None
        self.follower: Follower | None = None

    def snapshot(self) -> Snapshot:
        """Return the index as it was last committed; with a follower as it was half a second ago, or later.

        Raises IndexMissing.
        """
        # Whoever comes while another thread takes in a change is served from the state before it
        if self._is_to_take_in() and self.lock.acquire(blocking=self.latest is None):
            try:
                self._refresh(self._marks())
            finally:
                self.lock.release()
        if self.latest is None:
            raise IndexMissing
        return self.latest

    def fresh(self) -> Snapshot:
        """Return the index as it was last committed: for whoever writes. Raises IndexMissing.

        Where that cannot be read just now it is the one before it.
        """
        self.catch_up()
        if self.latest is None:
            raise IndexMissing
        return self.latest

    def catch_up(self) -> None:
        """Take in what was committed, if anything, or wait until another thread has."""
        with self.lock:
            self._refresh(self._marks())

    def _is_to_take_in(self) -> bool:
        if self.latest is None:
            return True
        return self._marks() != self.marks and not (self.follower and self.follower.looks_soon())

    def _marks(self) -> tuple:
        """What changes whenever somebody commits or switches: cheap enough to be asked at every request."""
        current = _mark(self.generations.current_file)
        if self.latest and self.marks and current == self.marks[0]:
            return current, _mark(self.latest.generation / "meta.json")
        try:
            generation = self.generations.current()
        except OSError:
            # Whoever takes it in meets that again, and says it
            generation = None
        return current, generation and _mark(generation / "meta.json")

    def _refresh(self, marks: tuple) -> None:
        if marks == self.marks or self._is_to_pause(marks):
            return
        try:
            generation = self.generations.current()
            latest = self._load(generation) if generation and StateFile.read(generation) else None
        except (OSError, ValueError):
            self._fail(marks)
        else:
            self.latest, self.marks, self.failure = latest, marks, None

    def _is_to_pause(self, marks: tuple) -> bool:
        return bool(self.failure and self.failure.marks == marks and time.monotonic() < self.failure.again_at)

    def _fail(self, marks: tuple) -> None:
        """A process may have too many files open for a moment: what it has serves on. A failure that lasts
        tells of the index, and so does one of an index that has taken the place of what it has.
        """
        now = time.monotonic()
        if self.failure is None:
            logger.exception("The search index in %s cannot be read", self.generations.folder)
        self.failure = Failure(self.failure.since if self.failure else now, marks, now + TRY_AGAIN)
        if now - self.failure.since >= LASTS or marks[:1] != self.marks[:1]:
            self.latest, self.marks = None, ()

    def _load(self, generation: Path) -> Snapshot:
        if self.latest is None or self.latest.generation != generation:
            self._open(generation)
        self.index.reload()
        return self._take_in(generation)

    def _open(self, generation: Path) -> None:
        self.index = tantivy.Index.open(str(generation))
        self.index.config_reader("manual")
        self.rows, self.tags, self.mapped = saved_rows(generation)

    def _take_in(self, generation: Path) -> Snapshot:
        """Read the documents that are new or written anew, forget those that are gone."""
        searcher = self.index.searcher()
        addresses = all_addresses(searcher)
        ids, editions = (searcher.fast_field_values(name, addresses) for name in ("id", "edition"))
        rows = {}
        for service_id, edition, address in zip(ids, editions, addresses, strict=True):
            known = self.rows.get(service_id)
            rows[service_id] = (
                known if known and known.edition == edition else self._read(searcher, address, edition)
            )
        self.rows = rows
        columns = build_columns(rows, self.tags)
        if self.mapped:
            let_go(self.mapped)
        return Snapshot(generation, searcher, columns, Matcher(searcher, columns), Timetable(columns))

    def _read(self, searcher: tantivy.Searcher, address: tantivy.DocAddress, edition: int) -> Row:
        stored = searcher.doc(address)
        document = ServiceDocument.from_json(json.loads(stored.get_first("document")))
        occurrences = np.frombuffer(stored.get_first("occurrences"), np.int32).reshape(-1, 4)
        return read_row(document, occurrences, self.tags, edition)


def all_addresses(searcher: tantivy.Searcher) -> list[tantivy.DocAddress]:
    if not searcher.num_docs:
        return []
    query = tantivy.Query.term_query(schema(), "kind", SERVICE, "basic")
    return [address for _score, address in searcher.search(query, limit=searcher.num_docs, count=False).hits]


def _mark(path: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - Path.stat takes twice the time
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino
