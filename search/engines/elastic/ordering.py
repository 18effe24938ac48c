"""The order of hits: the same as that of the embedded engine, down to equal ones."""

from typing import Any

from search.engines.elastic.conditions import Conditions
from search.engines.elastic.fields import OCCURRENCES
from search.parameters import Sort
from search.queries import Query

BEST = {"_score": "desc"}
#: Equal ones in the order of their numbers
BY_ID = {"id": "asc"}


def order(query: Query, conditions: Conditions) -> list[dict[str, Any]]:
    if query.sort == Sort.NEAREST:
        return [_nearest(query, conditions), _soonest(conditions), BY_ID]
    if query.sort == Sort.SOONEST:
        return [_soonest(conditions), BEST, BY_ID]
    return [BEST, _soonest(conditions), BY_ID]


def _soonest(conditions: Conditions) -> dict[str, Any]:
    """When the next session begins that meets the conditions; those without one last."""
    matching = conditions.sessions(OCCURRENCES, conditions.query.time)
    by_start = {"order": "asc", "mode": "min", "missing": "_last", "nested": _nested(OCCURRENCES, matching)}
    return {f"{OCCURRENCES}.start": by_start}


def _nearest(query: Query, conditions: Conditions) -> dict[str, Any]:
    """How far the nearest session is that meets the conditions; those nobody knows the place of last."""
    path = conditions.path(query.time)
    matching = conditions.sessions(path, query.time)
    point = {"lat": query.near.latitude, "lon": query.near.longitude}
    by_distance = {"order": "asc", "mode": "min", "unit": "m", "nested": _nested(path, matching)}
    return {"_geo_distance": {f"{path}.point": point, **by_distance}}


def _nested(path: str, filters: list) -> dict[str, Any]:
    return {"path": path, "filter": {"bool": {"filter": [each.to_dict() for each in filters]}}}
