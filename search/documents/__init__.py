"""Documents: what an index holds, and how rows of the directory become it."""

from search.documents.labels import build_labels
from search.documents.services import build_documents, public_service_ids, published_among
from search.documents.shapes import (
    LABEL_KINDS,
    TOPIC_KINDS,
    LabelDocument,
    Occurrence,
    ServiceDocument,
    SessionTemplate,
    digest_of,
)

__all__ = [
    "LABEL_KINDS",
    "TOPIC_KINDS",
    "LabelDocument",
    "Occurrence",
    "ServiceDocument",
    "SessionTemplate",
    "build_documents",
    "build_labels",
    "digest_of",
    "public_service_ids",
    "published_among",
]
