"""The search index of a test: empty at first, filled when the test says so."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from directory.models import Service
from search.duties.chores import Chores
from search.duties.worker import Turn, Worker
from search.engines import Engine, get_engine, get_engines
from search.indexing.outbox import Progress, rows_after
from search.querying.asking import query_of
from search.querying.parameters import Parameters
from search.querying.results import Results


@dataclass(frozen=True)
class SearchIndex:
    engine: Engine

    def drain(self) -> Turn:
        """Bring everything that was changed into the index; returns what the last turn of the worker did."""
        worker, chores = Worker(self.engine), Chores()
        turn, has_more = worker.run_once(), chores.turn()
        while turn.has_more or has_more:
            turn, has_more = worker.run_once(), chores.turn()
        return turn

    def search(self, language: str = "fi", **parameters) -> Results:
        """Search as with an address: `search(q="apua", spoken="so")`."""
        asked = Parameters.read(parameters)
        return self.engine.search(query_of(asked, now=timezone.now(), language=language, patience=None))

    def found(self, language: str = "fi", **parameters) -> list[Service]:
        """The listings on the first page, in their order."""
        ids = [hit.service_id for hit in self.search(language, **parameters).hits]
        return [Service.objects.get(pk=service_id) for service_id in ids]


@dataclass
class Outbox:
    progress: Progress = field(default_factory=Progress)

    def __call__(self) -> set[tuple[str, int]]:
        """What was written down since the last call: pairs of kind and object id."""
        fresh = rows_after(self.progress)
        self.progress = self.progress.after(fresh, datetime.now(UTC), self.progress.watermark)
        return {(row.kind, row.object_id) for row in fresh}


@pytest.fixture
def search_index(db, settings, tmp_path) -> SearchIndex:
    """An index of the test's own: `drain()` it after changing listings."""
    settings.SEARCH_INDEX_FOLDER = tmp_path / "index"
    return SearchIndex(get_engine())


@pytest.fixture
def elasticsearch_index(search_index, settings, elasticsearch_address) -> Iterator[SearchIndex]:
    """The other index of the same site, which is the first that readers ask from now on."""
    settings.ELASTICSEARCH = elasticsearch_address
    *_, engine = get_engines()
    yield SearchIndex(engine)
    engine.client.close()


@pytest.fixture
def written_down(db) -> Outbox:
    """Call it for what the outbox was told since the last call."""
    return Outbox()
