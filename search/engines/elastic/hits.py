"""Hits of a page: which session stands for each, and how far it is. Their documents are looked at here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any, Self

import numpy as np

from search.documents import Occurrence, SessionTemplate
from search.documents.shapes import PART_BITS
from search.engines.elastic.entries import read_occurrences, read_templates
from search.engines.elastic.times import NEVER, bounds, minute_of
from search.geography import UNKNOWN_DISTANCE, Point, distances_m
from search.querying import scoring
from search.querying.facets import BY_KEY
from search.querying.parameters import Sort
from search.querying.queries import Query
from search.querying.results import Hit, SessionHit

#: The columns of occurrences
_START, _END, _TEMPLATE, _PARTS = map(Occurrence._fields.index, ("start", "end", "template", "parts"))
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Meeting:
    """A template with its next occurrence that meets the conditions, or none."""

    template: SessionTemplate
    next: Occurrence | None
    distance: int

    @property
    def start(self) -> int:
        return self.next.start if self.next else NEVER


def read_hit(query: Query, answered: Mapping[str, Any]) -> Hit:
    source = answered["_source"]
    meetings = _meetings(query, read_templates(source), read_occurrences(source))
    by_distance, by_start = (lambda each: each.distance), (lambda each: each.start)
    ranks = (by_distance, by_start) if query.sort == Sort.NEAREST else (by_start, by_distance)
    chosen = min(meetings, key=lambda each: tuple(rank(each) for rank in ranks), default=None)
    return Hit(
        service_id=source["document"]["id"],
        score=int(answered["_score"]) / scoring.UNITS_PER_POINT,
        session=chosen and _session(chosen),
        distance_m=None if chosen is None or chosen.distance == UNKNOWN_DISTANCE else chosen.distance,
        suited_ages=tuple(age for age in query.ages if _suits(source["document"], age)),
    )


def _meetings(query: Query, templates: Sequence[SessionTemplate], occurrences: np.ndarray) -> list[_Meeting]:
    """The templates that meet every condition of sessions."""
    coming, found = _Coming.of(query, occurrences), []
    for number, template in enumerate(templates):
        is_past = template.last_day is not None and template.last_day < query.today
        is_over = is_past and number not in coming.templates
        if is_over or not all(_has(template, each.key, each.values) for each in query.session):
            continue
        next_one = coming.next.get(number)
        if next_one or not query.time:
            found.append(_Meeting(template, next_one, _distance(query.near, template)))
    return found


@dataclass(frozen=True, slots=True)
class _Coming:
    """The templates with an occurrence that is not over, and of each the first that is at the time asked."""

    templates: set[int]
    next: dict[int, Occurrence]

    @classmethod
    def of(cls, query: Query, occurrences: np.ndarray) -> Self:
        """`occurrences` are rows of their fields, by their start."""
        minute, windows = minute_of(query.now), bounds(query.time, query.now)
        parts = sum(PART_BITS[part] for part in set(query.time.parts))
        coming = occurrences[occurrences[:, _END] > minute]
        starts, ends = coming[:, _START], coming[:, _END]
        asked = coming[reduce(or_, ((ends > after) & (starts < before) for after, before in windows))]
        if parts:
            asked = asked[asked[:, _PARTS] & parts != 0]
        _, firsts = np.unique(asked[:, _TEMPLATE], return_index=True)
        first = map(Occurrence._make, asked[firsts].tolist())
        return cls(set(coming[:, _TEMPLATE].tolist()), {each.template: each for each in first})


def _has(template: SessionTemplate, key: str, values: tuple[str, ...]) -> bool:
    return not set(values).isdisjoint(BY_KEY[key].read(template))


def _distance(near: Point | None, template: SessionTemplate) -> int:
    has_point = template.latitude is not None and template.longitude is not None
    if near is None or template.location_id is None or not has_point:
        return UNKNOWN_DISTANCE
    return int(distances_m(near, np.array([template.latitude]), np.array([template.longitude]))[0])


def _session(meeting: _Meeting) -> SessionHit:
    return SessionHit(
        starts_at=meeting.next and _moment(meeting.next.start),
        ends_at=meeting.next and _moment(meeting.next.end),
        location_id=meeting.template.location_id,
        languages=meeting.template.languages,
        entry=meeting.template.entry,
    )


def _suits(document: Mapping[str, Any], age: int) -> bool:
    return document.get("minimum_age", 0) <= age <= document.get("maximum_age", age)


def _moment(minute: int) -> datetime:
    return _EPOCH + timedelta(minutes=minute)
