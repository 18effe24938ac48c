"""Writing the embedded index: one process of a host at a time."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Self

import tantivy

from search.documents import LabelDocument, ServiceDocument
from search.engines.errors import IndexMissing
from search.engines.generations import StateFile
from search.engines.rows import Tags, occurrences_of, read_row
from search.engines.saved_rows import RowsFile
from search.engines.schema import LABEL, SERVICE, label_entry, schema, service_entry, service_key
from search.engines.versions import version_of_now

#: One thread: the worker shares its machine with the requests
MEMORY, THREADS = 50_000_000, 1


class EmbeddedWriter:
    """Changes one generation of the index; see IndexWriter."""

    def __init__(self, generation: Path, index: tantivy.Index, rows: RowsFile | None = None):
        self.generation = generation
        self.index = index
        self.writer = index.writer(MEMORY, THREADS)
        # Of what was put or removed by this writer: the index itself forgets what is removed
        self.versions: dict[int, int] = {}
        self.rows = rows
        self.tags = rows.tags if rows else Tags()

    @classmethod
    def of_new(cls, generation: Path) -> Self:
        """Begin an index in an empty folder."""
        return cls(generation, tantivy.Index(schema(), str(generation)), RowsFile(generation))

    @classmethod
    def of(cls, generation: Path) -> Self:
        """Go on with an index. Raises IndexMissing when it cannot be opened."""
        try:
            return cls(generation, tantivy.Index.open(str(generation)))
        except ValueError as error:
            raise IndexMissing from error

    def put(self, documents: Iterable[ServiceDocument], *, version: int | None = None) -> None:
        version, by_id = version or version_of_now(), {}
        for document in documents:
            by_id[document.id] = document
        for service_id in self._not_newer(by_id, version):
            self.writer.delete_documents_by_term("key", service_key(service_id))
            self._add(by_id[service_id], version)

    def remove(self, service_ids: Iterable[int], *, version: int | None = None) -> None:
        for service_id in self._not_newer(service_ids, version or version_of_now()):
            self.writer.delete_documents_by_term("key", service_key(service_id))

    def count(self) -> int:
        self.index.reload()
        query = tantivy.Query.term_query(schema(), "kind", SERVICE, "basic")
        return self.index.searcher().search(query, limit=1).count

    def put_labels(self, labels: Iterable[LabelDocument]) -> None:
        self.writer.delete_documents_by_term("kind", LABEL)
        for label in labels:
            self.writer.add_document(label_entry(label))

    def commit(self, progress: Mapping[str, Any], *, built_for: date | None = None) -> None:
        self.writer.commit()
        day = built_for.isoformat() if built_for else StateFile.read(self.generation).built_for
        StateFile(built_for=day, progress=progress).write(self.generation)

    def _add(self, document: ServiceDocument, version: int) -> None:
        # A new edition at every writing: so readers see what changed
        row = read_row(document, occurrences_of(document), self.tags, secrets.randbits(62))
        self.writer.add_document(service_entry(document, row, version))
        if self.rows:
            self.rows.add(document.id, row)

    def _not_newer(self, service_ids: Iterable[int], version: int) -> list[int]:
        """Those of the listings that the index does not have with a later version; they get this one."""
        service_ids = list(service_ids)
        self.versions = _versions(self.index.searcher(), service_ids) | self.versions
        found = [each for each in service_ids if self.versions.get(each, 0) <= version]
        self.versions |= dict.fromkeys(found, version)
        return found

    def close(self) -> None:
        """Drop what was not committed, and let merging end: a writer left behind keeps the index locked.

        No rollback: it would leave merging behind that goes on, and takes files away from the next writer.
        """
        self.writer.wait_merging_threads()
        if self.rows:
            self.rows.close()


def _versions(searcher: tantivy.Searcher, service_ids: list[int]) -> dict[int, int]:
    query = tantivy.Query.term_set_query(schema(), "key", [service_key(each) for each in service_ids])
    hits = searcher.search(query, limit=max(1, len(service_ids)), count=False).hits
    addresses = [address for _score, address in hits]
    ids, versions = (searcher.fast_field_values(name, addresses) for name in ("id", "version"))
    return dict(zip(ids, versions, strict=True))
