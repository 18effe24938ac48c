"""Writing the embedded index: one process of a host at a time."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Self

import tantivy

from search.documents import LabelDocument, ServiceDocument
from search.engines.errors import IndexMissing
from search.engines.generations import StateFile
from search.engines.schema import LABEL, label_entry, schema, service_entry, service_key

#: One thread: the worker shares its machine with the requests
MEMORY, THREADS = 50_000_000, 1


class EmbeddedWriter:
    """Changes one generation of the index; see IndexWriter."""

    def __init__(self, generation: Path, index: tantivy.Index):
        self.generation = generation
        self.writer = index.writer(MEMORY, THREADS)

    @classmethod
    def of_new(cls, generation: Path) -> Self:
        """Begin an index in an empty folder."""
        return cls(generation, tantivy.Index(schema(), str(generation)))

    @classmethod
    def of(cls, generation: Path) -> Self:
        """Go on with an index. Raises IndexMissing when it cannot be opened."""
        try:
            return cls(generation, tantivy.Index.open(str(generation)))
        except ValueError as error:
            raise IndexMissing from error

    def put(self, documents: Iterable[ServiceDocument]) -> None:
        for document in documents:
            self.writer.delete_documents_by_term("key", service_key(document.id))
            self.writer.add_document(service_entry(document))

    def remove(self, service_ids: Iterable[int]) -> None:
        for service_id in service_ids:
            self.writer.delete_documents_by_term("key", service_key(service_id))

    def put_labels(self, labels: Iterable[LabelDocument]) -> None:
        self.writer.delete_documents_by_term("kind", LABEL)
        for label in labels:
            self.writer.add_document(label_entry(label))

    def commit(self, progress: Mapping[str, Any], *, built_for: date | None = None) -> None:
        self.writer.commit()
        day = built_for.isoformat() if built_for else StateFile.read(self.generation).built_for
        StateFile(built_for=day, progress=progress).write(self.generation)

    def close(self) -> None:
        """Drop what was not committed, and let merging end: a writer left behind keeps the index locked."""
        self.writer.rollback()
        self.writer.wait_merging_threads()
