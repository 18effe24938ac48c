"""The order of hits: the same as that of the embedded engine, down to equal ones."""

from typing import Any

from search.documents.shapes import PART_BITS
from search.engines.elastic.conditions import Conditions
from search.engines.elastic.fields import TEMPLATES
from search.engines.elastic.times import FIRST_START, bounds
from search.querying.parameters import Sort
from search.querying.queries import Query

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
    time = conditions.query.time
    after, before = zip(*bounds(time, conditions.query.now), strict=True)
    parts = sum(PART_BITS[part] for part in set(time.parts))
    script = {"source": FIRST_START, "params": {"after": after, "before": before, "parts": parts}}
    return {"_script": {"type": "number", "script": script, **_first_of_those(conditions)}}


def _nearest(query: Query, conditions: Conditions) -> dict[str, Any]:
    """How far the nearest session is that meets the conditions; those nobody knows the place of last."""
    point = {"lat": query.near.latitude, "lon": query.near.longitude}
    return {"_geo_distance": {f"{TEMPLATES}.point": point, "unit": "m", **_first_of_those(conditions)}}


def _first_of_those(conditions: Conditions) -> dict[str, Any]:
    """The first of the templates that meet the conditions."""
    filters = [each.to_dict() for each in conditions.sessions(conditions.query.time)]
    nested = {"path": TEMPLATES, "filter": {"bool": {"filter": filters}}}
    return {"order": "asc", "mode": "min", "nested": nested}
