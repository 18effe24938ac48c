"""Facet counts: how many listings each value would give with all other conditions as they are. Exact.

One request counts all. A facet of which something is chosen ignores its own choice, so it has a filter of its
own; all others share one. A session is counted for the listing it belongs to (reverse_nested).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from elasticsearch.dsl import aggs
from elasticsearch.dsl import query as dsl

from search.documents.shapes import PART_BITS
from search.engines.elastic.conditions import Conditions
from search.engines.elastic.fields import TEMPLATES, facet_field
from search.querying.facets import COUNTED, Facet, Level, facets_of
from search.querying.parameters import Sort
from search.querying.queries import Query, TimeCondition

Counts = dict[str, int]
#: What a query asks that no counter depends on
_OF_NO_CONCERN: dict[str, Any] = {
    "language": "",
    "words": (),
    "sought": None,
    "ages": (),
    "near": None,
    "sort": Sort.BEST.value,
    "page": 1,
}
#: More values than any facet has: each that gives something is counted
MOST_VALUES = 10_000


def counters(query: Query) -> Mapping[str, Any]:
    """What is to be counted beside the hits, of all that match words and ages, as JSON."""
    minute = query.now.replace(second=0, microsecond=0)
    return _written(replace(query, now=minute, **_OF_NO_CONCERN))


@lru_cache(maxsize=64)
def _written(query: Query) -> Mapping[str, Any]:
    """Kept for searches with the same conditions: writing it out takes longer than all else we do."""
    return {name: counter.to_dict() for name, counter in _counters(Conditions(query)).items()}


def _counters(conditions: Conditions) -> dict[str, aggs.Agg]:
    return {
        **_of_services(conditions),
        "sessions": _filtered(conditions.listings(), _of_sessions(conditions)),
        "times": _filtered(conditions.listings(), _of_times(conditions)),
    }


def read_counts(query: Query, answered: Mapping[str, Any]) -> dict[str, Counts]:
    """Read what was counted; nothing was when nothing can be found. Chosen values are there too."""
    found = dict(_read(answered))
    chosen = {each.key: each.values for each in (*query.service, *query.session)}
    chosen |= {"when": (query.when,) if query.when else (), "part": query.time.parts}
    return {key: dict.fromkeys(chosen.get(key, ()), 0) | found.get(key, {}) for key in COUNTED}


def _of_services(conditions: Conditions) -> dict[str, aggs.Agg]:
    chosen = {each.key for each in conditions.query.service}
    own = {
        facet.key: _filtered(
            [*conditions.listings(without=facet.key), *conditions.session_exists()],
            {facet.key: _values(facet_field(facet.key))},
        )
        for facet in _counted(Level.SERVICE)
        if facet.key in chosen
    }
    shared = {
        each.key: _values(facet_field(each.key)) for each in _counted(Level.SERVICE) if each.key not in own
    }
    return own | {"services": _filtered([*conditions.listings(), *conditions.session_exists()], shared)}


def _of_sessions(conditions: Conditions) -> dict[str, aggs.Agg]:
    chosen = {each.key for each in conditions.query.session}
    own = {
        facet.key: _nested(conditions, [facet], without=facet.key)
        for facet in _counted(Level.SESSION)
        if facet.key in chosen
    }
    shared = [facet for facet in _counted(Level.SESSION) if facet.key not in chosen]
    return own | {"shared": _nested(conditions, shared)}


def _nested(conditions: Conditions, facets: Iterable[Facet], without: str = "") -> aggs.Agg:
    """Count the sessions that meet the conditions, by their values, as the listings they belong to."""
    filters = conditions.sessions(conditions.query.time, without)
    counted = {facet.key: _values(f"{TEMPLATES}.{facet.key}", of_parents=True) for facet in facets}
    return aggs.Nested(path=TEMPLATES, aggs={"met": _filtered(filters, counted)})


def _of_times(conditions: Conditions) -> dict[str, aggs.Agg]:
    query = conditions.query
    windows, parts = query.time.windows, query.time.parts
    whens = dict(query.named_times) | ({query.when: windows} if query.when else {})
    in_whens = {name: conditions.meeting(TimeCondition(each, parts)) for name, each in whens.items()}
    in_parts = {part: conditions.meeting(TimeCondition(windows, (part,))) for part in PART_BITS}
    return {"when": aggs.Filters(filters=in_whens), "part": aggs.Filters(filters=in_parts)}


def _counted(level: Level) -> list[Facet]:
    return [facet for facet in facets_of(level) if facet.is_counted]


def _filtered(filters: list[dsl.Query], counted: dict[str, aggs.Agg]) -> aggs.Agg:
    return aggs.Filter(dsl.Bool(filter=filters), aggs=counted)


def _values(field: str, *, of_parents: bool = False) -> aggs.Agg:
    deeper = {"aggs": {"listings": aggs.ReverseNested()}} if of_parents else {}
    return aggs.Terms(field=field, size=MOST_VALUES, **deeper)


def _read(answered: Mapping[str, Any]) -> Iterator[tuple[str, Counts]]:
    """Find the counts of values, however deep they are."""
    for key, value in answered.items():
        if isinstance(value, Mapping):
            if "buckets" in value:
                yield key, _read_buckets(value["buckets"])
            else:
                yield from _read(value)


def _read_buckets(buckets: Any) -> Counts:
    pairs = buckets.items() if isinstance(buckets, Mapping) else ((each["key"], each) for each in buckets)
    counts = {key: each.get("listings", each)["doc_count"] for key, each in pairs}
    return {key: count for key, count in counts.items() if count}
