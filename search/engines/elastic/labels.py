"""Names in Elasticsearch that begin like what is being typed."""

from collections.abc import Iterator
from functools import partial

from django.utils import timezone
from elasticsearch.dsl import Search
from elasticsearch.dsl import query as dsl

from search.documents import LabelDocument
from search.engines.elastic.conditions import is_offered
from search.engines.elastic.connecting import PatientClient
from search.engines.elastic.entries import read_label
from search.engines.elastic.fields import LABEL, SERVICE, prefix_field
from search.engines.suggesting import MOST_READ, Find


def find_in(client: PatientClient, alias: str) -> Find:
    return partial(_labels, client, alias)


def _labels(
    client: PatientClient, alias: str, tokens: tuple[str, ...], language: str
) -> Iterator[LabelDocument]:
    searches = [
        line for kind in (LABEL, SERVICE) for line in ({"index": alias}, _search(kind, tokens, language))
    ]
    for answer in client.ask_all(searches):
        yield from (read_label(hit["_source"]) for hit in answer["hits"]["hits"])


def _search(kind: str, tokens: tuple[str, ...], language: str) -> dict:
    starts = [dsl.Term(**{prefix_field(language): token}) for token in tokens]
    found = dsl.Bool(must=starts, filter=[dsl.Term(record=kind), is_offered(timezone.localdate())])
    search = Search().query(found).sort({"_score": "desc"}, {"id": "asc"})
    return search.source(["document.label"]).extra(size=MOST_READ, track_total_hits=False).to_dict()
