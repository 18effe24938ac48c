"""Search engines behind one interface: what the rest of the product may ask of them."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.conf import settings
from filelock import BaseFileLock

from search.documents import LabelDocument, ServiceDocument
from search.engines.errors import DocumentsRefused, EngineAway, IndexMissing, WriterBusy
from search.querying.queries import Query
from search.querying.results import Matching, Results, Suggestion

__all__ = [
    "DocumentsRefused",
    "Engine",
    "EngineAway",
    "IndexEntry",
    "IndexMissing",
    "IndexState",
    "IndexWriter",
    "WriterBusy",
    "get_engine",
    "get_engines",
]


@dataclass(frozen=True)
class IndexState:
    """What an index says of itself. `built_for` is the day its occurrences begin with (DESIGN D15).

    `progress` belongs to whoever fills the index: what it gave to the last `commit`.
    """

    generation: str
    built_for: date
    services: int
    progress: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """What an index holds of a listing: compare `digest` with that of its document now."""

    service_id: int
    version: int
    digest: str


class IndexWriter(Protocol):
    """Changes an index. Readers see nothing before `commit`, and then all of it.

    `version` is the moment at which reading the documents began, in microseconds since 1970: what is in the
    index with a later one stays as it is.
    """

    def put(self, documents: Iterable[ServiceDocument], *, version: int | None = None) -> None:
        """Add listings or replace them. Without a version they are those of now."""

    def remove(self, service_ids: Iterable[int], *, version: int | None = None) -> None:
        """Remove listings; one that is not there is no error."""

    def count(self) -> int:
        """Return how many listings there are since the last `commit`, in the index that is written."""

    def put_labels(self, labels: Iterable[LabelDocument]) -> None:
        """Replace all topics, areas, organisations and places that are suggested."""

    def commit(self, progress: Mapping[str, Any], *, built_for: date | None = None) -> None:
        """Make the changes durable and visible, and keep `progress` with them.

        `built_for` is given when every document was made anew for that day. A crash between the two leaves
        the changes with the older progress: doing them again must give the same. Raises WriterBusy when
        somebody else wrote progress meanwhile; DocumentsRefused when all others are written but not the
        progress, which another `commit` writes.
        """


class Engine(Protocol):
    """Finds listings. Every process has one; reading needs no lock. All of it may raise EngineAway."""

    name: str
    #: One index for all hosts; else each host has its own
    is_shared: bool
    #: Of its fields: each version has an index, a worker and progress of its own, also side by side
    version: int
    #: One process per host writes. `write` and `rebuild` take the lock while they last; a worker takes
    #: it for its life, in the thread that writes, where it may be taken again
    lock: BaseFileLock

    def search(self, query: Query) -> Results:
        """Answer a query. Raises IndexMissing."""

    def count(self, query: Query) -> int:
        """Return how many listings a query finds, and nothing else. Raises IndexMissing."""

    def matching(self, query: Query) -> Matching:
        """Return how many listings there are and how many match each word. Raises IndexMissing."""

    def suggest(self, text: str, language: str, limit: int = 8) -> list[Suggestion]:
        """Return names that begin like `text`, from its second letter, the reader's language first.

        Where there are few, also those that begin so but for a slip. Raises IndexMissing.
        """

    def state(self) -> IndexState | None:
        """Return what serves now; None when there is none, or none that this version can read."""

    def entries(self) -> Iterator[IndexEntry]:
        """Go through all listings of the index that serves, by their ids. Raises IndexMissing."""

    def follow(self) -> None:
        """Look for changes in the background from now on, so that a search need not wait to take them in.

        A change is then seen within half a second; without it by the next search. Call it after a fork.
        """

    def write(self) -> AbstractContextManager[IndexWriter]:
        """Change the index that serves; what is not committed at the end is dropped.

        Raises WriterBusy, IndexMissing.
        """

    def rebuild(self, built_for: date) -> AbstractContextManager[IndexWriter]:
        """Fill a new index, which replaces the old one at the end in one step, unless there is an exception.

        `commit` may be called any number of times and does not show the new index. Raises WriterBusy.
        """


def get_engine() -> Engine:
    """Return the engine that answers the readers of this process."""
    *others, first = get_engines()
    if not others:
        return first
    from search.failover import failover  # noqa: PLC0415 - knows engines itself

    return failover(first, others[0])


def get_engines() -> tuple[Engine, ...]:
    """Return all engines that are kept current: the embedded one, and Elasticsearch where there is one."""
    # An engine is loaded when it is asked for
    from search.engines.embedded import embedded_engine  # noqa: PLC0415

    embedded = embedded_engine(settings.SEARCH_INDEX_FOLDER)
    if not settings.ELASTICSEARCH.url:
        return (embedded,)
    from search.engines.elastic.engine import elastic_engine  # noqa: PLC0415

    return embedded, elastic_engine(settings.ELASTICSEARCH, settings.SEARCH_INDEX_FOLDER)
