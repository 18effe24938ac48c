"""Documents as Elasticsearch holds them, and back."""

import base64
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import numpy as np

from directory.dates.times import at_midnight
from search.analysis import prefixes
from search.documents import LabelDocument, Occurrence, ServiceDocument, SessionTemplate, digest_of
from search.documents.shapes import PART_BITS, VALIDITY
from search.engines.elastic.fields import (
    ANY_PART,
    LABEL,
    MOST_TOPICS,
    SERVICE,
    TEMPLATES,
    label_kind,
    prefix_field,
)
from search.engines.elastic.meaning import fitted
from search.engines.elastic.times import NEVER, minute_of, packed_time
from search.meaning.model import DIMENSIONS
from search.querying.facets import Level, facets_of
from search.querying.scoring import WEIGHTS

NOT_IN_STORED_JSON = ("tokens", "occurrences", "vector", "near_topics")


def service_key(service_id: int) -> str:
    return f"{SERVICE}:{service_id}"


def label_key(label: LabelDocument) -> str:
    return f"{LABEL}:{label.kind}:{label.code}"


def service_entry(document: ServiceDocument, version: int) -> dict[str, Any]:
    said = document.to_json()
    return {
        "record": SERVICE,
        "id": document.id,
        "version": version,
        "digest": digest_of(said),
        **{weight: " ".join(document.tokens.get(weight, ())) for weight in WEIGHTS},
        **_prefixes(document.label),
        "text_language": list(document.label.labels),
        "is_faded": document.is_faded,
        "facets": _values(Level.SERVICE, document),
        **{name: said[name] for name in VALIDITY if name in said},
        **_ages(document),
        **_meaning(document),
        TEMPLATES: _templates(document),
        "document": {name: value for name, value in said.items() if name not in NOT_IN_STORED_JSON},
        "packed": _packed(document.occurrences),
    }


def label_entry(label: LabelDocument) -> dict[str, Any]:
    record = [LABEL, label_kind(label.kind)]
    return {"record": record, **_prefixes(label), "document": {"label": label.to_json()}}


def read_templates(source: Mapping[str, Any]) -> list[SessionTemplate]:
    """Read the templates of a listing back."""
    return [SessionTemplate.from_json(each) for each in source["document"].get("templates", ())]


def read_occurrences(source: Mapping[str, Any]) -> np.ndarray:
    """Read the occurrences of a listing back, by their start: a row each, a column for each field."""
    packed = np.frombuffer(base64.b64decode(source["packed"]), np.int32)
    return packed.reshape(-1, len(Occurrence._fields))


def read_label(source: Mapping[str, Any]) -> LabelDocument:
    return LabelDocument.from_json(source["document"]["label"])


def _prefixes(label: LabelDocument) -> dict[str, str]:
    return {
        prefix_field(language): " ".join(prefixes(text, language)) for language, text in label.labels.items()
    }


def _ages(document: ServiceDocument) -> dict[str, int]:
    ages = {"minimum_age": document.minimum_age, "maximum_age": document.maximum_age}
    return {name: age for name, age in ages.items() if age is not None}


def _meaning(document: ServiceDocument) -> dict[str, list[int]]:
    """What a listing is about, in as many numbers as the fields have; nothing where it is not known."""
    vector = np.frombuffer(base64.b64decode(document.vector), np.int8)
    topics = np.frombuffer(base64.b64decode(document.near_topics), np.uint8)
    known = {"vector": fitted(vector, DIMENSIONS), "near_topics": fitted(topics, MOST_TOPICS)}
    return {name: numbers.tolist() for name, numbers in known.items() if numbers.any()}


def _values(level: Level, document: ServiceDocument | SessionTemplate) -> dict[str, list[str]]:
    return {facet.key: list(facet.read(document)) for facet in facets_of(level)}


def _templates(document: ServiceDocument) -> list[dict[str, Any]]:
    by_template: list[list[Occurrence]] = [[] for _ in document.templates]
    for each in document.occurrences:
        by_template[each.template].append(each)
    return [
        _values(Level.SESSION, template) | _point(template) | _times(template, occurrences)
        for template, occurrences in zip(document.templates, by_template, strict=True)
    ]


def _point(template: SessionTemplate) -> dict[str, Any]:
    if template.location_id is None or template.latitude is None or template.longitude is None:
        return {}
    return {"point": {"lat": template.latitude, "lon": template.longitude}}


def _times(template: SessionTemplate, occurrences: list[Occurrence]) -> dict[str, Any]:
    in_parts = {part: [each for each in occurrences if each.parts & bit] for part, bit in PART_BITS.items()}
    return {
        "until": _until(template, occurrences),
        "times": [packed_time(each) for each in occurrences],
        "open": {part: [_open(each) for each in found] for part, found in in_parts.items()}
        | {ANY_PART: [_open(each) for each in occurrences]},
        "last_end": {part: max(each.end for each in found) for part, found in in_parts.items() if found},
    }


def _until(template: SessionTemplate, occurrences: list[Occurrence]) -> int:
    """The minute from which a template is over: its last day is past and no session runs past midnight."""
    if template.last_day is None:
        return NEVER
    past_last_day = minute_of(at_midnight(template.last_day + timedelta(days=1)))
    return max([past_last_day, *(each.end for each in occurrences)])


def _open(occurrence: Occurrence) -> dict[str, int]:
    """Its minutes, the last one included."""
    return {"gte": occurrence.start, "lte": max(occurrence.start, occurrence.end - 1)}


def _packed(occurrences: tuple[Occurrence, ...]) -> str:
    return base64.b64encode(np.array(sorted(occurrences), np.int32).tobytes()).decode()
