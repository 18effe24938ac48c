"""Writing an index in Elasticsearch: any number of hosts may; of each document the latest version stays."""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from typing import Any, Self

from elasticsearch import ConflictError, Elasticsearch, helpers

from search.documents import LabelDocument, ServiceDocument
from search.engines.elastic.connecting import WRITING, failures_told
from search.engines.elastic.entries import label_entry, label_key, service_entry, service_key
from search.engines.elastic.fields import LABEL, SERVICE, STATE
from search.engines.errors import DocumentsRefused, EngineAway, WriterBusy
from search.engines.versions import version_of_now

Action = dict[str, Any]
#: What one request carries at most
LISTINGS, BYTES = 500, 10_000_000
#: What the index has already in the same or a later version, and what is not there to be removed
NOT_FAILURES = (409, 404)
#: What is wrong with a document, in the answer to its part of a request; anything else will pass
WRONG_DOCUMENT = (400, 413)


class ElasticWriter:
    """Changes the index that serves; see IndexWriter. Nothing is sent before `commit`."""

    def __init__(self, client: Elasticsearch, alias: str):
        self.client, self.alias = client.options(request_timeout=WRITING), alias
        self.waiting: list[Action] = []
        self.refused: dict[int, str] = {}
        self.state = self._state()

    def put(self, documents: Iterable[ServiceDocument], *, version: int | None = None) -> None:
        version = version or version_of_now()
        self.add(
            _versioned("index", each.id, version) | {"_source": service_entry(each, version)}
            for each in documents
        )

    def remove(self, service_ids: Iterable[int], *, version: int | None = None) -> None:
        version = version or version_of_now()
        self.add(_versioned("delete", each, version) for each in service_ids)

    def put_labels(self, labels: Iterable[LabelDocument]) -> None:
        entries = {label_key(label): label_entry(label) for label in labels}
        gone = [key for key in self._label_keys() if key not in entries]
        self.add({"_op_type": "delete", "_id": key} for key in gone)
        self.add({"_op_type": "index", "_id": key, "_source": entry} for key, entry in entries.items())

    def add(self, actions: Iterable[Action]) -> None:
        self.waiting += actions

    def count(self) -> int:
        with failures_told():
            return self.client.count(index=self.alias, query={"term": {"record": SERVICE}})["count"]

    def commit(self, progress: Mapping[str, Any], *, built_for: date | None = None) -> None:
        self.send(self.waiting)
        self.waiting = []
        with failures_told():
            # Before the progress: a crash between the two leaves what is seen with the older one
            self.client.indices.refresh(index=self.alias)
        if self.refused:
            refused, self.refused = self.refused, {}
            raise DocumentsRefused(refused)
        day = built_for.isoformat() if built_for else self.state["_source"]["state"]["built_for"]
        self._write_state({"built_for": day, "progress": progress})

    def send(self, actions: Iterable[Action]) -> None:
        """Send what has a document each, and keep what is refused."""
        with failures_told():
            for ok, answer in self._sent(actions):
                [told] = answer.values()
                if ok or told["status"] in NOT_FAILURES:
                    continue
                if told["status"] not in WRONG_DOCUMENT:
                    reason = f"{told['status']} {_reason(told)}"
                    raise EngineAway(f"Elasticsearch takes nothing: {reason}", told["status"])
                self.refused[_service_id(told["_id"])] = _reason(told)

    def _sent(self, actions: Iterable[Action]) -> Iterator[tuple[bool, dict[str, Any]]]:
        return helpers.streaming_bulk(
            self.client,
            actions,
            index=self.alias,
            chunk_size=LISTINGS,
            max_chunk_bytes=BYTES,
            raise_on_error=False,
            # Where the alias is gone, no index is made that has its name
            require_alias=True,
        )

    def _label_keys(self) -> Iterator[str]:
        query = {"query": {"term": {"record": LABEL}}, "_source": False}
        with failures_told():
            yield from (each["_id"] for each in helpers.scan(self.client, query, index=self.alias))

    def _state(self) -> Mapping[str, Any]:
        """Where the index is now; raises IndexMissing when it has never been filled."""
        with failures_told():
            return self.client.get(index=self.alias, id=STATE)

    def _write_state(self, state: Mapping[str, Any]) -> None:
        """Replace the progress, unless somebody else did since it was read."""
        document = {"record": STATE, "state": state}
        try:
            with failures_told():
                written = self._index_state(document)
        except EngineAway as error:
            if isinstance(error.__cause__, ConflictError):
                raise WriterBusy from error
            raise
        self.state = {**written, "_source": document}

    def _index_state(self, document: Mapping[str, Any]) -> Mapping[str, Any]:
        known = {"if_seq_no": self.state["_seq_no"], "if_primary_term": self.state["_primary_term"]}
        return self.client.index(index=self.alias, id=STATE, document=document, require_alias=True, **known)


class FillingWriter(ElasticWriter):
    """Fills a new index, of which nobody sees anything yet: sends at once, so that memory stays small.

    Elasticsearch works on what was sent while the next documents are made.
    """

    def __init__(self, client: Elasticsearch, alias: str):
        super().__init__(client, alias)
        self.sender = ThreadPoolExecutor(max_workers=1, thread_name_prefix="search-filling")
        self.sending: Future | None = None

    def add(self, actions: Iterable[Action]) -> None:
        made = list(actions)
        self.wait()
        self.sending = self.sender.submit(self.send, made)

    def wait(self) -> None:
        """Wait until Elasticsearch has all. Raises what went wrong with it."""
        if sending := self.sending:
            self.sending = None
            sending.result()

    def count(self) -> int:
        self.wait()
        return super().count()

    def commit(self, progress: Mapping[str, Any], *, built_for: date | None = None) -> None:
        self.wait()
        super().commit(progress, built_for=built_for)

    def close(self) -> None:
        """Send nothing more."""
        self.sender.shutdown(cancel_futures=True)

    @classmethod
    def begin(cls, client: Elasticsearch, alias: str, built_for: date) -> Self:
        """Begin with an empty index."""
        document = {"record": STATE, "state": {"built_for": built_for.isoformat(), "progress": {}}}
        with failures_told():
            client.index(index=alias, id=STATE, document=document, require_alias=True)
        return cls(client, alias)


def _versioned(operation: str, service_id: int, version: int) -> Action:
    return {
        "_op_type": operation,
        "_id": service_key(service_id),
        "version": version,
        "version_type": "external_gte",
    }


def _service_id(key: str) -> int:
    kind, _colon, number = key.partition(":")
    return int(number) if kind == SERVICE else 0


def _reason(told: Mapping[str, Any]) -> str:
    error = told.get("error") or {}
    return error.get("reason", "") if isinstance(error, Mapping) else str(error)
