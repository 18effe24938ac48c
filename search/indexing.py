"""Listings become documents in an index; one that cannot is set aside and the others go on."""

import logging
from collections.abc import Iterable, Sequence
from datetime import date

from directory.models import Service
from search.deriving import note_due
from search.documents import ServiceDocument, build_documents
from search.engines import DocumentsRefused, IndexWriter
from search.outbox import Progress
from search.poison import PASSING, forget_failures, set_aside
from search.reasons import reason_of

logger = logging.getLogger(__name__)


def put_listings(
    writer: IndexWriter, service_ids: Sequence[int], *, today: date, consumer: str, version: int
) -> set[int]:
    """Bring listings into the index as they are now: public ones are put, all others removed.

    Returns the ids of those put. One whose document cannot be built keeps its old one, and a `FailedListing`
    says why. Give a batch at a time.
    """
    _note_due(service_ids)
    documents, failed = build(service_ids, today)
    put = {document.id for document in documents}
    kept = failed.keys() - _with_hidden_address(failed)
    writer.put(documents, version=version)
    writer.remove(set(service_ids) - put - kept, version=version)
    forget_failures(consumer, set(service_ids) - failed.keys())
    for service_id, error in failed.items():
        logger.error("Listing %s is not indexed: %r", service_id, error, exc_info=error)
    set_aside(consumer, {service_id: reason_of(error) for service_id, error in failed.items()})
    return put


def commit(
    writer: IndexWriter, progress: Progress, *, consumer: str, built_for: date | None = None
) -> set[int]:
    """Make the changes durable. Returns the ids of listings that the engine does not take: they are out."""
    refused: set[int] = set()
    while True:
        try:
            writer.commit(progress.to_json(), built_for=built_for)
        except DocumentsRefused as error:
            if refused.issuperset(error.reasons):
                raise
            logger.error("The engine does not take listings: %s", error)
            set_aside(consumer, error.reasons)
            refused |= error.reasons.keys()
            writer.remove(error.reasons, version=progress.version)
        else:
            return refused


def build(service_ids: Sequence[int], today: date) -> tuple[list[ServiceDocument], dict[int, Exception]]:
    """The documents of public listings, and why those of others cannot be built."""
    try:
        return build_documents(service_ids, today=today), {}
    except PASSING:
        raise
    except Exception as error:
        if len(service_ids) == 1:
            return [], {service_ids[0]: error}
    # Halves find the culprit among 200 in few steps
    middle = len(service_ids) // 2
    (left, left_failed), (right, right_failed) = (
        build(service_ids[:middle], today),
        build(service_ids[middle:], today),
    )
    return left + right, left_failed | right_failed


def _note_due(service_ids: Sequence[int]) -> None:
    """What listings are about is worked out later; where that fails they are found by their words."""
    try:
        note_due(service_ids)
    except PASSING:
        raise
    except Exception:
        logger.exception("What %d listings are about will not be worked out", len(service_ids))


def _with_hidden_address(service_ids: Iterable[int]) -> set[int]:
    """Those whose old document may tell where a hidden place is."""
    found: set[int] = set()
    if service_ids:
        for path in ("schedules", "service_at_locations"):
            hidden = {"pk__in": list(service_ids), f"{path}__location__is_address_hidden": True}
            found |= set(Service.objects.filter(**hidden).values_list("pk", flat=True))
    return found
