"""The engine of a deployment: Elasticsearch, one index for all hosts."""

import logging
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from functools import cache
from pathlib import Path

import filelock
from django.conf import settings
from django.utils import timezone

from search.engines import IndexEntry, IndexState
from search.engines.elastic.connecting import WRITING, Address, PatientClient, connect, failures_told
from search.engines.elastic.fields import SERVICE, STATE
from search.engines.elastic.generations import Generations
from search.engines.elastic.labels import ElasticNames
from search.engines.elastic.searching import Searching
from search.engines.elastic.writing import ElasticWriter, FillingWriter
from search.engines.errors import EngineAway, IndexMissing
from search.engines.locking import held
from search.engines.patience import READING, Patience, patience_of_now
from search.engines.suggesting import suggest
from search.querying.parameters import Parameters
from search.querying.queries import Query, build
from search.querying.results import Matching, Results, Suggestion

#: Read at a time when all are gone through
ENTRIES = 1_000

logger = logging.getLogger(__name__)


class ElasticEngine:
    """An index in Elasticsearch; see Engine."""

    name = "elasticsearch"
    is_shared = True

    def __init__(self, address: Address, folder: Path, *, seconds: float = READING):
        self.client, self.seconds = connect(address, seconds), seconds
        self.generations = Generations(self.client.options(request_timeout=WRITING), address.index)
        self.alias, self.version = self.generations.alias, self.generations.version
        folder.mkdir(parents=True, exist_ok=True)
        self.lock = filelock.FileLock(folder / f"{self.alias}.lock")

    def search(self, query: Query) -> Results:
        return self._searching(query).results()

    def count(self, query: Query) -> int:
        return self._searching(query).count()

    def matching(self, query: Query) -> Matching:
        return self._searching(query).matching()

    def suggest(self, text: str, language: str, limit: int = 8) -> list[Suggestion]:
        names = ElasticNames(self._for_reader(), self.alias)
        return suggest(names, text, language, limit)

    def state(self) -> IndexState | None:
        reader, listings = self._for_reader(), {"term": {"record": SERVICE}}
        try:
            found = reader.ask(lambda client: client.get(index=self.alias, id=STATE))
            counted = reader.ask(lambda client: client.count(index=self.alias, query=listings))
        except IndexMissing:
            return None
        state = found["_source"]["state"]
        built_for = date.fromisoformat(state["built_for"])
        return IndexState(found["_index"], built_for, counted["count"], state["progress"])

    def entries(self) -> Iterator[IndexEntry]:
        after = None
        while page := self._entries_after(after):
            yield from page
            after = page[-1].service_id

    def follow(self) -> None:
        """Nothing is kept in this process."""

    @contextmanager
    def write(self) -> Iterator[ElasticWriter]:
        with held(self.lock):
            yield ElasticWriter(self.client, self.alias)

    @contextmanager
    def rebuild(self, built_for: date) -> Iterator[FillingWriter]:
        with held(self.lock), failures_told():
            self.generations.sweep()
            index = self.generations.create()
            writer = FillingWriter.begin(self.client, self.generations.building(index), built_for)
            with closing(writer):
                yield writer
                writer.wait()
            self._warm_up(self.generations.building(index))
            self.generations.switch_to(index)

    def _warm_up(self, alias: str) -> None:
        """Ask a new index for everything: what every search shares takes longer than readers wait, once."""
        everything = build(Parameters(), now=timezone.now(), language=settings.LANGUAGE_CODE)
        try:
            Searching(PatientClient(self.client, Patience(WRITING)), alias, everything).results()
        except EngineAway as away:
            logger.warning("The new search index serves without having been tried: %s", away)

    def _searching(self, query: Query) -> Searching:
        return Searching(self._for_reader(), self.alias, query)

    def _for_reader(self) -> PatientClient:
        return PatientClient(self.client, patience_of_now(self.seconds))

    def _entries_after(self, service_id: int | None) -> list[IndexEntry]:
        after = {} if service_id is None else {"search_after": [service_id]}
        with failures_told():
            answer = self.client.options(request_timeout=WRITING).search(
                index=self.alias,
                query={"term": {"record": SERVICE}},
                sort=[{"id": "asc"}],
                size=ENTRIES,
                source=False,
                docvalue_fields=["id", "version", "digest"],
                **after,
            )
        fields = [hit["fields"] for hit in answer["hits"]["hits"]]
        return [IndexEntry(each["id"][0], each["version"][0], each["digest"][0]) for each in fields]


@cache
def elastic_engine(address: Address, folder: Path) -> ElasticEngine:
    """Return this process's engine for an address."""
    return ElasticEngine(address, folder)
