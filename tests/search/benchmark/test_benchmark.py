"""The benchmark of searches measures an engine beside its floor, over listings of its own."""

import json
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from config.elasticsearch_address import Elasticsearch
from search.benchmark.measuring import Viewed, measure
from search.benchmark.mix import Asked
from search.benchmark.raw_elasticsearch import RawElasticsearch
from search.engines import get_engines
from search.engines.elastic.connecting import version_at
from search.meaning.model import is_installed
from search.querying.parameters import Parameters
from search.querying.queries import build
from tests.cast import place, walk_in
from tests.factories import TaxonomyTermFactory


@pytest.mark.django_db
@pytest.mark.parametrize("engine", ["embedded", "elasticsearch"])
def test_searches_are_measured_beside_the_engine_alone(search_index, engine, request, settings, tmp_path):
    if engine == "elasticsearch":
        settings.ELASTICSEARCH = request.getfixturevalue("elasticsearch_address")
    for name in ("Perhekahvila", "Läksykerho"):
        walk_in(place("malmi"), name_fi=name)
    [chosen] = [each for each in get_engines() if each.name == engine]

    figures = measure(chosen, tmp_path, searches=20)

    assert (figures["engine"], figures["listings"], figures["searches"]) == (engine, 2, 20)
    assert 0 < figures["raw_ms"]["p50"] <= figures["raw_ms"]["p99"]
    assert 0 < figures["search_in_engine_ms"]["p50"] <= figures["search_ms"]["p99"]
    assert figures["plain_ms"].keys() == figures["plain_times_the_raw_engine"].keys()
    assert figures["rebuild"]["listings_per_second"] > 0
    assert figures["index_mb"] > 0
    json.dumps(figures)


@pytest.mark.django_db
@pytest.mark.skipif(not is_installed(), reason="The sentence model is not installed")
def test_search_that_is_measured_is_the_one_that_readers_get(search_index, settings, now):
    """Its words are read, the model is asked, and what misses a condition in them is sought too."""
    settings.SEARCH_WITHOUT = ("dictionary",)
    theme = TaxonomyTermFactory(code="everything", name_fi="Kaikki")
    TaxonomyTermFactory(code="debt", parent=theme, name_fi="Velkaneuvonta")
    walk_in(place("malmi"), name_fi="Velkaneuvonta")
    search_index.drain()
    queries = []

    class Noting(type(search_index.engine)):
        def search(self, query):
            queries.append(query)
            return super().search(query)

    noting = Noting(search_index.engine.generations.host)
    viewed = Viewed.of(Asked({"q": "velkaneuvonta ilmainen"}, "fi"), noting, now)

    with_condition, loosely = queries
    assert [each.key for each in with_condition.service] == ["free"]
    assert loosely.service == ()
    assert with_condition.sought.topics
    assert with_condition.sought.vector or viewed.lacks_model
    assert 0 < viewed.in_engine < viewed.milliseconds


def test_engine_that_is_not_set_up_is_said():
    with pytest.raises(CommandError, match="ELASTICSEARCH_URL"):
        call_command("benchmark_search", engine="elasticsearch", stdout=StringIO())


# An Elasticsearch that is asked by https


@pytest.fixture
def asked():
    """What a server was asked: the path, and who says that he asks."""
    return []


@pytest.fixture
def server(authority, asked):
    """The address of a server that answers as Elasticsearch does."""

    class Handler(BaseHTTPRequestHandler):
        def answer(self):
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            asked.append((self.path, self.headers["Authorization"]))
            content = json.dumps({"version": {"number": "8.16.6"}, "hits": {"total": {"value": 3}}}).encode()
            self.send_response(200)
            self.send_header("X-Elastic-Product", "Elasticsearch")
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = answer  # noqa: N815 - as the library calls them

        def log_message(self, *_):
            pass

    found = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    secured = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    secured.load_cert_chain(authority)
    found.socket = secured.wrap_socket(found.socket, server_side=True)
    threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield f"https://127.0.0.1:{found.server_port}"
    found.shutdown()
    found.server_close()


@pytest.mark.parametrize(
    "identity", [{"api_key": "a-key"}, {"user": "elastic", "password": "a:password"}, {}], ids=len
)
def test_floor_is_asked_where_and_as_whom_the_engine_is(server, asked, authority, identity, now):
    address = Elasticsearch(url=f"{server}/search", ca_file=str(authority), **identity)
    everything = build(Parameters(), now=now, language="fi")

    version_at(address)
    raw = RawElasticsearch(address, "tarjotin-v1")
    total = raw.search(everything)
    raw.close()

    (_path, named), (path, named_by_floor) = asked
    assert total == 3
    assert path == "/search/tarjotin-v1/_search"
    assert named_by_floor == named
    assert (named is None) == (not identity)
