"""The embedded engine: tantivy on disk finds words and keeps documents, columns in memory answer the rest."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path

import filelock
from django.conf import settings
from django.utils import timezone

from search.engines import IndexEntry, IndexState, bits
from search.engines.counting import count_facets
from search.engines.errors import EngineAway, IndexMissing
from search.engines.following import Follower
from search.engines.generations import SCHEMA_VERSION, Generations, StateFile
from search.engines.labels import EmbeddedNames
from search.engines.locking import held
from search.engines.ordering import Order
from search.engines.reading import IndexReader, Snapshot, all_addresses
from search.engines.selecting import Selection
from search.engines.suggesting import suggest
from search.engines.timetable import minute_of
from search.engines.writing import EmbeddedWriter
from search.querying.parameters import Parameters
from search.querying.queries import Query, build
from search.querying.results import PAGE_SIZE, Matching, Results, Suggestion


class EmbeddedEngine:
    """An index in a folder of this host; see Engine."""

    name = "embedded"
    is_shared = False
    version = SCHEMA_VERSION

    def __init__(self, folder: Path):
        self.generations = Generations(folder, self.version)
        self.reader = IndexReader(self.generations)
        self.prepared_for: tuple = ()
        self.lock = filelock.FileLock(self.generations.folder / "writer.lock")

    def search(self, query: Query) -> Results:
        selection = Selection(self.reader.snapshot(), query)
        found = selection.rows()
        order = Order(selection, found)
        total = len(order.rows)
        pages = max(1, -(-total // PAGE_SIZE))
        page = min(query.page, pages)
        return Results(
            hits=order.hits((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
            total=total,
            facets=count_facets(selection, found) if query.counts_facets else {},
            page=page,
            pages=pages,
            matched_all_words=selection.matched.all_words,
        )

    def count(self, query: Query) -> int:
        return bits.count(Selection(self.reader.snapshot(), query).rows())

    def matching(self, query: Query) -> Matching:
        return self.reader.snapshot().matcher.matching(query.words)

    def entries(self) -> Iterator[IndexEntry]:
        searcher = self.reader.fresh().searcher
        addresses = all_addresses(searcher)
        values = (searcher.fast_field_values(name, addresses) for name in ("id", "version", "digest"))
        for service_id, version, digest in sorted(zip(*values, strict=True)):
            yield IndexEntry(service_id, version, f"{digest:016x}")

    def follow(self) -> None:
        if self.reader.follower is None:
            self.reader.follower = Follower(self._look)

    def suggest(self, text: str, language: str, limit: int = 8) -> list[Suggestion]:
        return suggest(EmbeddedNames(self.reader.snapshot()), text, language, limit)

    def _look(self) -> None:
        """Take in changes, and work out beforehand what every search of the same minute needs."""
        self.reader.catch_up()
        now = timezone.now()
        seen = self.reader.marks, minute_of(now)
        if self.reader.latest and seen != self.prepared_for:
            self.search(build(Parameters(), now=now, language=settings.LANGUAGE_CODE))
            self.prepared_for = seen

    def state(self) -> IndexState | None:
        try:
            snapshot = self.reader.fresh()
            state = StateFile.read(snapshot.generation)
        except IndexMissing:
            return None
        except OSError as error:
            raise EngineAway(f"What the index says of itself cannot be read: {error.strerror}") from error
        return state and _index_state(snapshot, state)

    @contextmanager
    def write(self) -> Iterator[EmbeddedWriter]:
        with held(self.lock):
            yield from _writing(EmbeddedWriter.of(self._current()))

    @contextmanager
    def rebuild(self, built_for: date) -> Iterator[EmbeddedWriter]:
        with held(self.lock):
            self.generations.sweep()
            generation = self.generations.create()
            StateFile(built_for=built_for.isoformat()).write(generation)
            yield from _writing(EmbeddedWriter.of_new(generation))
            self.generations.switch_to(generation)

    def _current(self) -> Path:
        """The folder of the index that serves. Not that of the reader, which may be a step behind."""
        generation = self.generations.current()
        if generation is None or StateFile.read(generation) is None:
            raise IndexMissing
        return generation


@cache
def embedded_engine(folder: Path) -> EmbeddedEngine:
    """Return this process's engine for a folder."""
    return EmbeddedEngine(folder)


def _writing(writer: EmbeddedWriter) -> Iterator[EmbeddedWriter]:
    try:
        yield writer
    finally:
        writer.close()


def _index_state(snapshot: Snapshot, state: StateFile) -> IndexState:
    return IndexState(snapshot.generation.name, state.built_for_date, snapshot.columns.size, state.progress)
