"""The connection to Elasticsearch, and what its failures mean to us."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from elastic_transport import ConnectionError as ConnectionBroken
from elastic_transport import ConnectionTimeout, SerializationError
from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError

from search.engines.elastic.waiting import PunctualNode
from search.engines.errors import EngineAway, IndexMissing
from search.engines.patience import READING, Patience

#: Seconds for an answer to whoever writes
WRITING = 30.0
RETRIES = 1
#: More than a process has threads: nobody waits for somebody else's connection. Most are never made
CONNECTIONS = 100
MAJOR_VERSION = 8

T = TypeVar("T")
Answer = Mapping[str, Any]


class Address(Protocol):
    """Where it is, and who one is there: the setting ELASTICSEARCH."""

    url: str
    user: str
    password: str
    api_key: str
    ca_file: str
    index: str


def connect(address: Address, seconds: float = READING) -> Elasticsearch:
    """Make a client that waits `seconds` for an answer. Nothing is asked yet."""
    identity: dict[str, Any] = {}
    if address.api_key:
        identity["api_key"] = address.api_key
    elif address.user:
        identity["basic_auth"] = (address.user, address.password)
    if address.ca_file:
        identity["ca_certs"] = address.ca_file
    return Elasticsearch(
        address.url,
        node_class=PunctualNode,
        connections_per_node=CONNECTIONS,
        request_timeout=seconds,
        # Only a connection that broke: what takes too long once would do so twice
        max_retries=RETRIES,
        retry_on_timeout=False,
        retry_on_status=(),
        **identity,
    )


class PatientClient:
    """Asks for readers, within their patience."""

    def __init__(self, client: Elasticsearch, patience: Patience):
        self.client, self.patience = client, patience

    def ask(self, question: Callable[[Elasticsearch], T]) -> T:
        """Return an answer. A connection that broke is tried once more, in what is left of the time.

        Raises EngineAway, IndexMissing.
        """
        with failures_told():
            try:
                return self._ask(question)
            except ConnectionBroken:
                return self._ask(question)

    def ask_all(self, searches: Sequence[Mapping[str, Any]]) -> list[Answer]:
        """Ask several things at once: pairs of an index and a search. Raises as `ask` does."""
        answers = self.ask(lambda client: client.msearch(searches=searches))["responses"]
        for answer in answers:
            require(answer)
        return answers

    def _ask(self, question: Callable[[Elasticsearch], T]) -> T:
        try:
            with self.patience.waiting() as seconds:
                # A client asks who answers the first time only; this one is new each time
                return question(self.client.options(request_timeout=seconds, max_retries=0))
        except ConnectionTimeout as error:
            raise self.patience.over() from error


def version_at(address: Address) -> str:
    """Ask a server for its version. Raises EngineAway, also where one cannot connect with these settings."""
    try:
        with connect(address) as client, failures_told():
            return client.info()["version"]["number"]
    except (ValueError, OSError, IndexMissing) as error:
        raise EngineAway(str(error)) from error


def is_known(version: str) -> bool:
    return version.partition(".")[0] == str(MAJOR_VERSION)


def require(answer: Mapping[str, Any]) -> None:
    """An answer to one of several questions may be an error, or about a part of the index."""
    if answer["status"] == 404:
        raise IndexMissing
    if "error" in answer or answer["timed_out"] or answer["_shards"]["failed"]:
        kind = _kind(answer) or "a part of the index is missing"
        raise EngineAway(f"Elasticsearch does not answer as it should: {kind}", answer["status"])


@contextmanager
def failures_told() -> Iterator[None]:
    """Turn failures of the client into ours."""
    try:
        yield
    except NotFoundError as error:
        raise IndexMissing from error
    except (ApiError, TransportError) as error:
        status = error.meta.status if isinstance(error, ApiError) else None
        raise EngineAway(f"Elasticsearch does not answer as it should: {_words(error)}", status) from error


def _words(error: Exception) -> str:
    """What happened, without what was asked."""
    if isinstance(error, ApiError):
        return f"{error.meta.status} {_kind(error.body) or type(error).__name__}"
    if isinstance(error, SerializationError):
        return type(error).__name__  # The rest is all of the answer
    return f"{type(error).__name__} {error}"


def _kind(answer: Any) -> str:
    """The kind of an error; its reason may quote what somebody typed."""
    error = answer.get("error") if isinstance(answer, Mapping) else None
    return error.get("type", "") if isinstance(error, Mapping) else ""
