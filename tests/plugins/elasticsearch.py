"""A real Elasticsearch for tests: one server for the whole run, and names of indices that nobody else has."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

import elasticsearch_ways
from config.elasticsearch_address import Elasticsearch


@pytest.fixture(scope="session")
def elasticsearch_url():
    """The address of a server; those who have one running name it in TEST_ELASTICSEARCH_URL."""
    with _server() as url:
        if url is None:
            do_without()
        yield url


def do_without() -> None:
    """Skip what needs a server; failure where everything has to be there."""
    if os.environ.get("CI") == "true":
        pytest.fail("No Elasticsearch is to be had: see script/elasticsearch.")
    pytest.skip("No Elasticsearch is to be had: see script/elasticsearch.")


@contextmanager
def _server():
    if running := os.environ.get("TEST_ELASTICSEARCH_URL"):
        yield running
        return
    with elasticsearch_ways.server() as server:
        yield server and server.url


@pytest.fixture
def elasticsearch_address(elasticsearch_url):
    with own_indices(elasticsearch_url) as address:
        yield address


@contextmanager
def own_indices(url: str) -> Iterator[Elasticsearch]:
    """Where a test has indices of its own; they are gone afterwards."""
    address = Elasticsearch(url=url, index=f"test-{uuid.uuid4().hex[:12]}")
    yield address
    _delete(address)


def _delete(address: Elasticsearch) -> None:
    from search.engines.elastic.connecting import WRITING, connect  # noqa: PLC0415 - needs the settings

    with connect(address, WRITING) as client:
        found = client.indices.get(index=f"{address.index}-*", features="aliases")
        if found:
            client.indices.delete(index=list(found))
