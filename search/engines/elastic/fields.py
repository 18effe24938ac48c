"""The fields of an index in Elasticsearch: core types only, so that any Elasticsearch 8 serves."""

from typing import Any

from django.conf import settings
from elasticsearch.dsl import Mapping, field

from search.documents.shapes import PART_BITS
from search.meaning.model import DIMENSIONS
from search.querying.facets import Level, facets_of
from search.querying.parameters import LAST_PAGE
from search.querying.results import PAGE_SIZE
from search.querying.scoring import WEIGHTS

#: Raise it when the fields or their meaning change: each version has an alias of its own
SCHEMA_VERSION = 10
SERVICE, LABEL, STATE = "service", "label", "state"
TEMPLATES = "templates"
#: Of a template: until when it counts, each of its sessions as one number, and of those in each part of the
#: day, or in any, when they are and when the last one ends
UNTIL, TIMES = f"{TEMPLATES}.until", f"{TEMPLATES}.times"
ANY_PART = "any"
#: Tokens are made in Python (DESIGN D5): divided at spaces, and neither counted nor weighed
TOKENS = {"analyzer": "whitespace", "norms": False, "index_options": "docs"}
#: Of many names that begin alike the shorter ones are read: they are weighed by their length
PREFIXES = TOKENS | {"norms": True}
#: A number for each topic of the vocabulary, and room for more: how many there are is fixed in an index
MOST_TOPICS = 1_024
ANSWERED = ("document", "packed")
#: Long enough for whatever one writer may still send of what another has removed
REMEMBERS_REMOVED = "1h"
SETTINGS = {
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    # What was written is seen when the writer says so, all at once
    "refresh_interval": "-1",
    "max_result_window": LAST_PAGE * PAGE_SIZE,
    "gc_deletes": REMEMBERS_REMOVED,
    "mapping.nested_objects.limit": 100_000,
}


def prefix_field(language: str) -> str:
    return f"prefixes_{language.replace('-', '_')}"


def label_kind(kind: str) -> str:
    """The record that a name of some kind is besides LABEL."""
    return f"{LABEL}:{kind}"


def open_field(part: str) -> str:
    return f"{TEMPLATES}.open.{part}"


def last_end_field(part: str) -> str:
    return f"{TEMPLATES}.last_end.{part}"


def facet_field(key: str) -> str:
    """The field of a property of listings."""
    return f"facets.{key}"


def mapping() -> dict[str, Any]:
    """What `create` takes: nothing can be written that is not named here."""
    found = Mapping()
    found.meta("dynamic", "strict")
    # Nothing but this is given back; the rest is for finding
    found.meta("_source", includes=[*ANSWERED, "state"])
    for name, kind in _fields().items():
        found.field(name, kind)
    return found.to_dict()


def _fields() -> dict[str, field.Field]:
    return {
        "record": field.Keyword(),
        "id": field.Long(),
        "version": field.Long(),
        "digest": field.Keyword(),
        **{name: field.Text(**TOKENS) for name in WEIGHTS},
        **{prefix_field(each): field.Text(**PREFIXES) for each in settings.MODELTRANSLATION_LANGUAGES},
        "text_language": field.Keyword(),
        "is_faded": field.Boolean(),
        "facets": field.Object(properties=_keywords(Level.SERVICE), dynamic="strict"),
        "valid_from": field.Date(format="strict_date"),
        "valid_until": field.Date(format="strict_date"),
        "minimum_age": field.Short(),
        "maximum_age": field.Short(),
        TEMPLATES: field.Nested(dynamic="strict", properties=_template_fields()),
        # All are compared with a query (see elastic.meaning), so no graph of neighbours is kept
        "vector": field.DenseVector(dims=DIMENSIONS, index=False),
        "near_topics": field.DenseVector(dims=MOST_TOPICS, index=False),
        "document": field.Object(enabled=False),
        "packed": field.Keyword(index=False, doc_values=False),
        "state": field.Object(enabled=False),
    }


def _template_fields() -> dict[str, field.Field]:
    """All that a session can be asked for, so that one template has to meet it alone."""
    found_only, sorted_only = {"doc_values": False}, {"index": False}
    return {
        **_keywords(Level.SESSION),
        "point": field.GeoPoint(),
        "until": field.Integer(**found_only),
        "times": field.Long(**sorted_only),
        "open": field.Object(
            dynamic="strict",
            properties={part: field.IntegerRange(**found_only) for part in (ANY_PART, *PART_BITS)},
        ),
        "last_end": field.Object(
            dynamic="strict", properties={part: field.Integer(**found_only) for part in PART_BITS}
        ),
    }


def _keywords(level: Level) -> dict[str, field.Field]:
    return {facet.key: field.Keyword() for facet in facets_of(level)}
