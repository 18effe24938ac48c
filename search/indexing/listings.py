"""Listings become documents in an index; one that cannot is set aside and the others go on."""

import logging
from collections.abc import Iterable, Sequence
from datetime import date

from directory.models import Service
from search.engines import DocumentsRefused, IndexWriter
from search.indexing.building import Built, build
from search.indexing.deriving import note_due
from search.indexing.outbox import Progress
from search.indexing.poison import PASSING, forget_failures, set_aside
from search.indexing.reasons import reason_of

logger = logging.getLogger(__name__)


def put_listings(
    writer: IndexWriter, service_ids: Sequence[int], *, today: date, consumer: str, version: int
) -> set[int]:
    """Bring listings into the index as they are now: public ones are put, all others removed.

    Returns the ids of those put. Give a batch at a time.
    """
    return put_built(writer, build(service_ids, today), consumer=consumer, version=version)


def put_built(writer: IndexWriter, built: Built, *, consumer: str, version: int) -> set[int]:
    """The same of listings whose documents are made already.

    One whose document cannot be built keeps its old one, and a `FailedListing` says why.
    """
    _note_due(built.service_ids)
    put = {document.id for document in built.documents}
    kept = built.failed.keys() - with_hidden_address(built.failed)
    writer.put(built.documents, version=version)
    writer.remove(set(built.service_ids) - put - kept, version=version)
    forget_failures(consumer, set(built.service_ids) - built.failed.keys())
    for service_id, error in built.failed.items():
        logger.error("Listing %s is not indexed: %r", service_id, error, exc_info=error)
    set_aside(consumer, {service_id: reason_of(error) for service_id, error in built.failed.items()})
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


def with_hidden_address(service_ids: Iterable[int]) -> set[int]:
    """Those whose old document may tell where a hidden place is."""
    found: set[int] = set()
    if service_ids:
        for path in ("schedules", "service_at_locations"):
            hidden = {"pk__in": list(service_ids), f"{path}__location__is_address_hidden": True}
            found |= set(Service.objects.filter(**hidden).values_list("pk", flat=True))
    return found


def _note_due(service_ids: Sequence[int]) -> None:
    """What listings are about is worked out later; where that fails they are found by their words."""
    try:
        note_due(service_ids)
    except PASSING:
        raise
    except Exception:
        logger.exception("What %d listings are about will not be worked out", len(service_ids))
