"""What Elasticsearch alone takes for the words, choices and facets of a search: the floor of that engine.

Written by hand, without our layers and without Elasticsearch's client: one request over the same index, with
Elasticsearch's own ranking, that gives twenty documents, the exact total and the counts.
"""

import base64
import json
import ssl
from collections.abc import Iterable
from http.client import HTTPConnection, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from directory.dates.times import Window
from search.engines.elastic.connecting import WRITING, Address
from search.engines.elastic.fields import TEMPLATES, facet_field, open_field
from search.engines.elastic.times import NEVER, minute_of
from search.querying.facets import Level, facets_of
from search.querying.queries import Query
from search.querying.results import PAGE_SIZE

TEXTS = ("name", "about", "text")
MOST_VALUES = 1000
Json = dict[str, Any]


class RawElasticsearch:
    """A connection of its own to the index that is measured."""

    def __init__(self, address: Address, index: str):
        self.connection = _connection(address)
        self.path = f"{urlsplit(address.url).path.rstrip('/')}/{index}/_search"
        self.headers = {"Content-Type": "application/json"} | _identity(address)

    def search(self, query: Query) -> int:
        """Find and count; returns how many there are."""
        self.connection.request("POST", self.path, json.dumps(_request(query)), self.headers)
        answer = json.loads(self.connection.getresponse().read())
        return answer["hits"]["total"]["value"]

    def close(self) -> None:
        self.connection.close()


def _connection(address: Address) -> HTTPConnection:
    where = urlsplit(address.url)
    if where.scheme != "https":
        return HTTPConnection(where.hostname, where.port, timeout=WRITING)
    trusted = ssl.create_default_context(cafile=address.ca_file or None)
    return HTTPSConnection(where.hostname, where.port, timeout=WRITING, context=trusted)


def _identity(address: Address) -> dict[str, str]:
    if address.api_key:
        return {"Authorization": f"ApiKey {address.api_key}"}
    if address.user:
        named = base64.b64encode(f"{address.user}:{address.password}".encode())
        return {"Authorization": f"Basic {named.decode()}"}
    return {}


def _request(query: Query) -> Json:
    chosen = [{"terms": {facet_field(each.key): each.values}} for each in query.service]
    session = [{"terms": {f"{TEMPLATES}.{each.key}": each.values}} for each in query.session]
    if query.time.windows:
        session.append(_open(query, query.time.windows))
    nested = [_nested(session)] if session else []
    return {
        "size": PAGE_SIZE,
        "track_total_hits": True,
        "_source": ["document", "packed"],
        "query": {
            "bool": {
                "must": [_word(word) for word in query.words],
                "filter": [{"term": {"record": "service"}}, *chosen, *nested],
            }
        },
        "aggs": {**_of_listings(), "sessions": _of_sessions(session), "when": _of_times(query, session)},
        **_order(query),
    }


def _word(word: Any) -> Json:
    exact = [{"match": {name: " ".join(word.exact)}} for name in TEXTS]
    grams = {"query": " ".join(word.grams), "minimum_should_match": "60%"}
    return {"dis_max": {"queries": [*exact, *({"match": {name: grams}} for name in TEXTS if word.grams)]}}


def _order(query: Query) -> Json:
    if query.sort != "nearest":
        return {}
    point = {"lat": query.near.latitude, "lon": query.near.longitude}
    nearest = {f"{TEMPLATES}.point": point, "order": "asc", "nested": {"path": TEMPLATES}}
    return {"sort": [{"_geo_distance": nearest}]}


def _of_listings() -> Json:
    return {each.key: _terms(facet_field(each.key)) for each in facets_of(Level.SERVICE) if each.is_counted}


def _of_sessions(session: list[Json]) -> Json:
    owners = {"aggs": {"listings": {"reverse_nested": {}}}}
    counted = {
        each.key: _terms(f"{TEMPLATES}.{each.key}") | owners
        for each in facets_of(Level.SESSION)
        if each.is_counted
    }
    met = {"filter": {"bool": {"filter": session}}, "aggs": counted}
    return {"nested": {"path": TEMPLATES}, "aggs": {"met": met}}


def _of_times(query: Query, session: list[Json]) -> Json:
    times = {name: _nested([*session, _open(query, windows)]) for name, windows in query.named_times}
    return {"filters": {"filters": times}}


def _open(query: Query, windows: Iterable[Window]) -> Json:
    return {"bool": {"should": [_open_in(query, each) for each in windows]}}


def _open_in(query: Query, window: Window) -> Json:
    first = max(minute_of(query.now), minute_of(window.start))
    last = max(first, min(minute_of(window.end) - 1, NEVER))
    return {"range": {open_field("any"): {"gte": first, "lte": last}}}


def _nested(filters: list[Json]) -> Json:
    return {"nested": {"path": TEMPLATES, "query": {"bool": {"filter": filters}}}}


def _terms(field: str) -> Json:
    return {"terms": {"field": field, "size": MOST_VALUES}}
