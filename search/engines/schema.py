"""The fields of the embedded index, and how documents are written into it."""

import json
from functools import cache

import tantivy
from django.conf import settings

from search.analysis import prefixes
from search.documents import LabelDocument, ServiceDocument, digest_of
from search.engines.rows import Row
from search.querying.scoring import WEIGHTS

SERVICE, LABEL = "service", "label"
#: Stored apart, or read back from the index of tokens only
NOT_IN_STORED_JSON = ("tokens", "occurrences")


@cache
def schema() -> tantivy.Schema:
    """Tokens are made in Python (DESIGN D5), so that every field of text only divides at spaces."""
    builder = tantivy.SchemaBuilder()
    for name in ("key", "kind"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("id", "edition", "version", "digest"):
        builder.add_unsigned_field(name, fast=True)
    for name in (*WEIGHTS, *map(prefix_field, settings.MODELTRANSLATION_LANGUAGES)):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for name in ("document", "occurrences"):
        builder.add_bytes_field(name, stored=True)
    return builder.build()


def prefix_field(language: str) -> str:
    return f"prefixes_{language.replace('-', '_')}"


def label_kind(kind: str) -> str:
    """What kind of a name a label is."""
    return f"{LABEL}:{kind}"


def service_key(service_id: int) -> str:
    return f"{SERVICE}:{service_id}"


def service_entry(document: ServiceDocument, row: Row, version: int) -> tantivy.Document:
    """A listing as the index holds it; `row` is what was read of its document."""
    said = document.to_json()
    entry = _entry(document.label, SERVICE, service_key(document.id))
    entry.add_unsigned("id", document.id)
    entry.add_unsigned("edition", row.edition)
    entry.add_unsigned("version", version)
    entry.add_unsigned("digest", int(digest_of(said), 16))
    for weight in WEIGHTS:
        entry.add_text(weight, " ".join(document.tokens.get(weight, ())))
    stored = {name: value for name, value in said.items() if name not in NOT_IN_STORED_JSON}
    entry.add_bytes("document", json.dumps(stored, separators=(",", ":")).encode())
    entry.add_bytes("occurrences", row.occurrences.tobytes())
    return entry


def label_entry(label: LabelDocument) -> tantivy.Document:
    entry = _entry(label, LABEL, f"{LABEL}:{label.kind}:{label.code}")
    entry.add_text("kind", label_kind(label.kind))
    stored = {"label": label.to_json()}
    entry.add_bytes("document", json.dumps(stored, separators=(",", ":")).encode())
    return entry


def _entry(label: LabelDocument, kind: str, key: str) -> tantivy.Document:
    entry = tantivy.Document()
    entry.add_text("key", key)
    entry.add_text("kind", kind)
    for language, text in label.labels.items():
        entry.add_text(prefix_field(language), " ".join(prefixes(text, language)))
    return entry
