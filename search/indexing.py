"""Listings become documents in an index; one that cannot is set aside and the others go on."""

import logging
from collections.abc import Sequence
from datetime import date

from django.db import Error as DatabaseError

from search.documents import ServiceDocument, build_documents
from search.engines import IndexWriter
from search.models import FailedListing

logger = logging.getLogger(__name__)


def put_listings(writer: IndexWriter, service_ids: Sequence[int], *, today: date, consumer: str) -> None:
    """Bring listings into the index as they are now: public ones are put, all others removed.

    One whose document cannot be built keeps its old one, and a `FailedListing` says why. Give a batch at a
    time.
    """
    documents, failed = _build(service_ids, today)
    writer.put(documents)
    writer.remove(set(service_ids) - {document.id for document in documents} - failed.keys())
    _forget_failures(consumer, set(service_ids) - failed.keys())
    for service_id, error in failed.items():
        _set_aside(consumer, service_id, error)


def _build(service_ids: Sequence[int], today: date) -> tuple[list[ServiceDocument], dict[int, Exception]]:
    try:
        return build_documents(service_ids, today=today), {}
    except DatabaseError:
        raise
    except Exception as error:
        if len(service_ids) == 1:
            return [], {service_ids[0]: error}
    # Halves find the culprit among 200 in few steps
    middle = len(service_ids) // 2
    (left, left_failed), (right, right_failed) = (
        _build(service_ids[:middle], today),
        _build(service_ids[middle:], today),
    )
    return left + right, left_failed | right_failed


def _forget_failures(consumer: str, service_ids: set[int]) -> None:
    # Nearly always none: a DELETE that finds none would still wait for whoever writes to an embedded database
    for failed in FailedListing.objects.filter(consumer=consumer, service_id__in=service_ids):
        failed.delete()


def _set_aside(consumer: str, service_id: int, error: Exception) -> None:
    logger.error("Listing %s is not indexed: %r", service_id, error, exc_info=error)
    failed, is_new = FailedListing.objects.get_or_create(
        consumer=consumer, service_id=service_id, defaults={"error": repr(error)}
    )
    if not is_new:
        failed.error = repr(error)
        failed.attempts += 1
        failed.save()
