"""Documents as Elasticsearch holds them, and back."""

import base64
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import numpy as np

from search.analysis import prefixes
from search.documents import LabelDocument, Occurrence, ServiceDocument, SessionTemplate
from search.documents.shapes import PART_BITS, VALIDITY
from search.engines.elastic.fields import LABEL, OCCURRENCES, SERVICE, TEMPLATES, prefix_field
from search.facets import Level, facets_of
from search.scoring import WEIGHTS

NOT_IN_STORED_JSON = ("tokens", "occurrences")
PARTS = {bits: [part for part, bit in PART_BITS.items() if bits & bit] for bits in range(8)}


def service_key(service_id: int) -> str:
    return f"{SERVICE}:{service_id}"


def label_key(label: LabelDocument) -> str:
    return f"{LABEL}:{label.kind}:{label.code}"


def service_entry(document: ServiceDocument, version: int) -> dict[str, Any]:
    sessions = [_session(template) for template in document.templates]
    stored = document.to_json()
    return {
        "record": SERVICE,
        "id": document.id,
        "version": version,
        "digest": document.digest,
        **{weight: " ".join(document.tokens.get(weight, ())) for weight in WEIGHTS},
        **_prefixes(document.label),
        "text_language": list(document.label.labels),
        "facets": _values(Level.SERVICE, document),
        **{name: stored[name] for name in VALIDITY if name in stored},
        **_ages(document),
        TEMPLATES: _templates(document, sessions),
        OCCURRENCES: [_occurrence(each, sessions) for each in document.occurrences],
        "document": {name: value for name, value in stored.items() if name not in NOT_IN_STORED_JSON},
        "packed": _packed(document.occurrences),
    }


def label_entry(label: LabelDocument) -> dict[str, Any]:
    return {"record": LABEL, **_prefixes(label), "document": {"label": label.to_json()}}


def read_service(source: Mapping[str, Any]) -> ServiceDocument:
    """Read a listing back, without its tokens."""
    return ServiceDocument.from_json(source["document"] | {"occurrences": _unpacked(source["packed"])})


def read_label(source: Mapping[str, Any]) -> LabelDocument:
    return LabelDocument.from_json(source["document"]["label"])


def _prefixes(label: LabelDocument) -> dict[str, str]:
    return {
        prefix_field(language): " ".join(prefixes(text, language)) for language, text in label.labels.items()
    }


def _ages(document: ServiceDocument) -> dict[str, int]:
    ages = {"minimum_age": document.minimum_age, "maximum_age": document.maximum_age}
    return {name: age for name, age in ages.items() if age is not None}


def _values(level: Level, document: ServiceDocument | SessionTemplate) -> dict[str, list[str]]:
    return {facet.key: list(facet.read(document)) for facet in facets_of(level)}


def _session(template: SessionTemplate) -> dict[str, Any]:
    session = _values(Level.SESSION, template)
    if template.location_id is not None and template.latitude is not None and template.longitude is not None:
        session["point"] = {"lat": template.latitude, "lon": template.longitude}
    return session


def _templates(document: ServiceDocument, sessions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    last_ends: dict[int, int] = defaultdict(int)
    for each in document.occurrences:
        last_ends[each.template] = max(last_ends[each.template], each.end)
    return [
        session
        | ({"last_day": template.last_day.isoformat()} if template.last_day else {})
        | {"last_end": last_ends[number]}
        for number, (template, session) in enumerate(zip(document.templates, sessions, strict=True))
    ]


def _occurrence(occurrence: Occurrence, sessions: list[dict[str, Any]]) -> dict[str, Any]:
    times = {"start": occurrence.start, "end": occurrence.end, "part": PARTS[occurrence.parts]}
    return sessions[occurrence.template] | times


def _packed(occurrences: tuple[Occurrence, ...]) -> str:
    return base64.b64encode(np.array(sorted(occurrences), np.int32).tobytes()).decode()


def _unpacked(text: str) -> list[list[int]]:
    return np.frombuffer(base64.b64decode(text), np.int32).reshape(-1, 4).tolist()
