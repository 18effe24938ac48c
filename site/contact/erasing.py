"""Deleting requests so that nothing of them is left in the files of the database."""

import logging

from django.db import DatabaseError, connection, transaction

from contact.choices import Act
from contact.models import HelpLogEntry, HelpRequest
from contact.models.requests import HelpRequestQuerySet

logger = logging.getLogger(__name__)
#: SQLite writes over what is deleted (config.databases); its log of writes still has it until this.
#: PostgreSQL keeps what is deleted, and each former version of a row, until the table's file is made anew.
REMAINS = {
    "sqlite": ("PRAGMA wal_checkpoint(TRUNCATE)",),
    "postgresql": (
        "SET lock_timeout = '3s'",
        f"VACUUM (FULL) {HelpRequest._meta.db_table}",
        "RESET lock_timeout",
    ),
}


@transaction.atomic
def erase(requests: HelpRequestQuerySet) -> int:
    """Delete them; the log keeps their numbers and what was done, and nothing that they said."""
    found = list(requests.select_for_update().only("unit"))
    for request in found:
        HelpLogEntry.write(request, Act.DELETED)
    HelpRequest.objects.filter(pk__in=[request.pk for request in found]).delete()
    transaction.on_commit(_clear_remains, robust=True)
    return len(found)


def _clear_remains() -> None:
    if connection.in_atomic_block:
        return
    try:
        with connection.cursor() as cursor:
            for statement in REMAINS[connection.vendor]:
                cursor.execute(statement)
    except DatabaseError:
        # Somebody reads meanwhile: the next deletion does it
        logger.warning("What is left of deleted help requests in the database's files goes later.")
