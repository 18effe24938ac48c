"""Hits of a page: which session stands for each, and how far it is. Their documents are looked at here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from search import scoring
from search.documents import Occurrence, ServiceDocument, SessionTemplate
from search.documents.shapes import PART_BITS
from search.engines.elastic.entries import read_service
from search.engines.elastic.times import minute_of
from search.facets import BY_KEY
from search.geography import UNKNOWN_DISTANCE, Point, distances_m
from search.parameters import Sort
from search.queries import Query
from search.results import Hit, SessionHit

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NO_START = 2**31 - 1


@dataclass(frozen=True, slots=True)
class _Meeting:
    """A template with its next occurrence that meets the conditions, or none."""

    template: SessionTemplate
    next: Occurrence | None
    distance: int

    @property
    def start(self) -> int:
        return self.next.start if self.next else _NO_START


def read_hit(query: Query, answered: Mapping[str, Any]) -> Hit:
    document = read_service(answered["_source"])
    meetings = _meetings(query, document)
    by_distance, by_start = (lambda each: each.distance), (lambda each: each.start)
    ranks = (by_distance, by_start) if query.sort == Sort.NEAREST else (by_start, by_distance)
    chosen = min(meetings, key=lambda each: tuple(rank(each) for rank in ranks), default=None)
    return Hit(
        service_id=document.id,
        score=int(answered["_score"]) / scoring.UNITS_PER_POINT,
        session=chosen and _session(chosen),
        distance_m=None if chosen is None or chosen.distance == UNKNOWN_DISTANCE else chosen.distance,
        suited_ages=tuple(age for age in query.ages if _suits(document, age)),
    )


def _meetings(query: Query, document: ServiceDocument) -> list[_Meeting]:
    """The templates that meet every condition of sessions."""
    minute, found = minute_of(query.now), []
    for number, template in enumerate(document.templates):
        coming = [each for each in document.occurrences if each.template == number and each.end > minute]
        is_over = template.last_day is not None and template.last_day < query.today and not coming
        if is_over or not all(_has(template, each.key, each.values) for each in query.session):
            continue
        next_one = min((each for each in coming if _is_then(query, each)), default=None)
        if next_one or not query.time:
            found.append(_Meeting(template, next_one, _distance(query.near, template)))
    return found


def _has(template: SessionTemplate, key: str, values: tuple[str, ...]) -> bool:
    return not set(values).isdisjoint(BY_KEY[key].read(template))


def _is_then(query: Query, occurrence: Occurrence) -> bool:
    window, parts = query.time.window, query.time.parts
    if parts and not any(occurrence.parts & PART_BITS[part] for part in parts):
        return False
    return window is None or (
        occurrence.start < minute_of(window.end) and occurrence.end > minute_of(window.start)
    )


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


def _suits(document: ServiceDocument, age: int) -> bool:
    oldest = age if document.maximum_age is None else document.maximum_age
    return (document.minimum_age or 0) <= age <= oldest


def _moment(minute: int) -> datetime:
    return _EPOCH + timedelta(minutes=minute)
