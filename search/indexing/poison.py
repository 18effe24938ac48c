"""What cannot be brought into an index is set aside with its error, so that everything else goes on."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import Error as DatabaseError

from search.engines import EngineAway, IndexMissing, WriterBusy
from search.indexing.outbox import Row
from search.indexing.reasons import reason_of
from search.models import FailedListing, FailedRow

#: Not the fault of what was to be indexed: trying again helps
PASSING = (DatabaseError, EngineAway, IndexMissing, WriterBusy, OSError, MemoryError)

logger = logging.getLogger(__name__)


@contextmanager
def setting_aside(row: Row, consumer: str) -> Iterator[None]:
    """Write down a row that cannot be followed, with the reason, and go on."""
    try:
        yield
    except PASSING:
        raise
    except Exception as error:
        logger.error("Row %d of the outbox is not followed: %r", row.number, error, exc_info=error)
        FailedRow.objects.update_or_create(
            consumer=consumer,
            number=row.number,
            defaults={"kind": row.kind, "object_id": row.object_id, "error": reason_of(error)},
        )


def set_aside(consumer: str, reasons: Mapping[int, str]) -> None:
    """Write down listings that are not indexed, by their ids, and count the attempts."""
    for service_id, reason in reasons.items():
        failed, is_new = FailedListing.objects.get_or_create(
            consumer=consumer, service_id=service_id, defaults={"error": reason}
        )
        if not is_new:
            failed.error = reason
            failed.attempts += 1
            failed.save()


def forget_failures(consumer: str, service_ids: set[int]) -> None:
    """Listings that could be indexed now."""
    # Nearly always none: a DELETE that finds none would still wait for whoever writes to an embedded database
    for failed in FailedListing.objects.filter(consumer=consumer, service_id__in=service_ids):
        failed.delete()


def number_of_failures(consumer: str) -> int:
    """How many rows and listings are set aside."""
    return sum(model.objects.filter(consumer=consumer).count() for model in (FailedRow, FailedListing))
