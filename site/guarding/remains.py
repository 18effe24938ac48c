"""Nothing of what is deleted is left in the files of the database."""

import logging
from pathlib import Path

from django.db import DatabaseError, connection

logger = logging.getLogger(__name__)


def clear_remains(*tables: str) -> None:
    """Call it once the deletion is committed.

    SQLite writes over what is deleted (config.databases); its log of writes still has it until this.
    PostgreSQL keeps what is deleted, and each former version of a row, until the file of its table is made
    anew: that is done for `tables`, which nobody can use meanwhile.
    """
    if connection.in_atomic_block:
        return
    try:
        with connection.cursor() as cursor:
            is_done = all(execute(cursor, statement) for statement in _statements(tables))
    except DatabaseError:
        is_done = False
    if not is_done:
        # Somebody reads meanwhile: the next deletion does it, or the daily step
        logger.warning("What is left of deleted rows in the database's files goes later.")


def log_of_writes() -> Path | None:
    """SQLite's, where it holds anything."""
    log = Path(f"{connection.settings_dict['NAME']}-wal")
    return log if connection.vendor == "sqlite" and log.exists() and log.stat().st_size else None


def execute(cursor, statement: str) -> bool:
    """SQLite raises nothing where a reader is in the way: it answers with a row that begins with 1."""
    cursor.execute(statement)
    return not (connection.vendor == "sqlite" and cursor.fetchone()[0])


def _statements(tables: tuple[str, ...]) -> list[str]:
    if connection.vendor == "sqlite":
        return ["PRAGMA wal_checkpoint(TRUNCATE)"]
    if not tables:
        return []
    anew = (f"VACUUM (FULL) {table}" for table in tables)
    return ["SET lock_timeout = '3s'", *anew, "RESET lock_timeout"]
