"""Names in Elasticsearch that begin like what is being typed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils import timezone
from elasticsearch.dsl import Search, aggs
from elasticsearch.dsl import query as dsl

from search.analysis import first_letters
from search.documents import LabelDocument
from search.engines.elastic.conditions import Conditions, is_offered
from search.engines.elastic.connecting import PatientClient
from search.engines.elastic.entries import read_label
from search.engines.elastic.fields import LABEL, SERVICE, TEMPLATES, label_kind, prefix_field
from search.engines.suggesting import PLACE, Typed, at_places

KINDS = (LABEL, SERVICE)


class ElasticNames:
    """The names of an index; see Names."""

    def __init__(self, client: PatientClient, alias: str):
        self.client, self.alias = client, alias

    def found(self, typed: Sequence[Typed]) -> Iterator[Iterable[LabelDocument]]:
        answers = iter(self._ask([_search(kind, each) for each in typed for kind in KINDS]))
        for of_kinds in zip(*[answers] * len(KINDS), strict=True):
            yield [read_label(hit["_source"]) for answer in of_kinds for hit in answer["hits"]["hits"]]

    def places_with_listings(self, slugs: Sequence[str]) -> set[str]:
        [answer] = self._ask([_at(slugs)])
        buckets = answer["aggregations"]["templates"]["there"]["places"]["buckets"]
        return {bucket["key"] for bucket in buckets}

    def _ask(self, searches: Sequence[dict]) -> list[Mapping[str, Any]]:
        """Ask several things at once, if any."""
        lines = [line for search in searches for line in ({"index": self.alias}, search)]
        return self.client.ask_all(lines) if lines else []


def _search(kind: str, typed: Typed) -> dict:
    field = prefix_field(typed.language)
    starts = [dsl.Term(**{field: token}) for token in typed.tokens]
    slips = [dsl.Fuzzy(**{field: _one_slip(token)}) for token in typed.near]
    found = dsl.Bool(
        must=[*starts, *slips],
        # All slips weigh the same: a name that begins right, and a short one, is nearer
        should=[dsl.Term(**{field: first_letters(token)}) for token in typed.near],
        filter=[dsl.Term(record=kind), is_offered(timezone.localdate())],
        must_not=[dsl.Term(record=label_kind(each)) for each in typed.without],
    )
    search = Search().query(found).sort({"_score": "desc"}, {"id": "asc"})
    return search.source(["document.label"]).extra(size=typed.most, track_total_hits=False).to_dict()


def _one_slip(token: str) -> dict[str, Any]:
    """Whatever is one edit away: rewritten otherwise, only the fifty nearest words would count."""
    return {"value": token, "fuzziness": 1, "rewrite": "constant_score"}


def _at(slugs: Sequence[str]) -> dict:
    """Counts what can be found at each of the places."""
    conditions = Conditions(at_places(slugs))
    found = dsl.Bool(filter=[*conditions.offered, *conditions.session_exists()])
    search = Search().query(found).extra(size=0, track_total_hits=False)
    there = aggs.Filter(dsl.Bool(filter=conditions.sessions(conditions.query.time)))
    there.bucket("places", "terms", field=f"{TEMPLATES}.{PLACE}", size=len(slugs))
    search.aggs.bucket("templates", "nested", path=TEMPLATES).bucket("there", there)
    return search.to_dict()
