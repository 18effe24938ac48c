"""The connection to Elasticsearch, and what its failures mean to us."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol

from elastic_transport import ApiResponse
from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError

from search.engines.errors import EngineAway, IndexMissing

#: Seconds for an answer to a reader, and for one to whoever writes
READING, WRITING = 2.0, 30.0
RETRIES = 1
#: Seconds that do not count
AT_ONCE = 0.05
MAJOR_VERSION = 8


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
        request_timeout=seconds,
        # Only a connection that broke: what takes too long once would do so twice
        max_retries=RETRIES,
        retry_on_timeout=False,
        retry_on_status=(),
        **identity,
    )


class Patience:
    """The time waited for all that one question takes; `seconds`: what `client` waits for an answer."""

    def __init__(self, client: Elasticsearch, seconds: float):
        self.client, self.seconds, self.ends = client, seconds, time.monotonic() + seconds

    def asking(self) -> Elasticsearch:
        """Return a client that waits for what is left of it. Raises EngineAway when nothing is."""
        left = self.ends - time.monotonic()
        if left <= 0:
            raise EngineAway(f"Elasticsearch does not answer within {self.seconds:g} s.")
        if left > self.seconds - AT_ONCE:
            # It waits as long by itself; another one takes half a millisecond to make
            return self.client
        return self.client.options(request_timeout=left)


def version_at(address: Address) -> str:
    """Ask a server for its version. Raises EngineAway, also where one cannot connect with these settings."""
    try:
        with connect(address) as client, failures_told():
            return client.info()["version"]["number"]
    except (ValueError, OSError, IndexMissing) as error:
        raise EngineAway(str(error)) from error


def is_known(version: str) -> bool:
    return version.partition(".")[0] == str(MAJOR_VERSION)


def said(answer: ApiResponse[Any], *names: str) -> Mapping[str, Any]:
    """What an answer says, these things among it: the client looks at the first one only for who answers."""
    if not isinstance(answer.body, Mapping) or any(name not in answer.body for name in names):
        raise EngineAway("Something else than Elasticsearch answers.", answer.meta.status)
    return answer.body


def require(answer: Mapping[str, Any]) -> None:
    """An answer to one of several questions may be an error, or about a part of the index."""
    if answer["status"] == 404:
        raise IndexMissing
    if "error" in answer or answer["timed_out"] or answer["_shards"]["failed"]:
        reason = answer.get("error", {}).get("reason", "a part of the index is missing")
        raise EngineAway(f"Elasticsearch does not answer as it should: {reason}", answer["status"])


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
        return f"{error.meta.status} {error.error}"
    return f"{type(error).__name__} {error}"
