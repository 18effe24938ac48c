"""Nothing of what is deleted is left in the files of the database."""

import logging
from pathlib import Path

from django.db import DatabaseError, connection

#: Seconds that a deletion waits for those who read meanwhile: somebody waits for its page
PATIENCE = 3

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
            is_done = clear_log(cursor) if connection.vendor == "sqlite" else _make_anew(cursor, tables)
    except DatabaseError:
        is_done = False
    if not is_done:
        # Somebody reads meanwhile: the next deletion does it, or the daily step
        logger.warning("What is left of deleted rows in the database's files goes later.")


def log_of_writes() -> Path | None:
    """SQLite's, where it holds anything."""
    log = Path(f"{connection.settings_dict['NAME']}-wal")
    return log if connection.vendor == "sqlite" and log.exists() and log.stat().st_size else None


def clear_log(cursor) -> bool:
    """SQLite raises nothing where a reader is in the way: it answers with a row that begins with 1."""
    cursor.execute("PRAGMA busy_timeout")
    [patience] = cursor.fetchone()
    cursor.execute(f"PRAGMA busy_timeout = {min(patience, PATIENCE * 1_000)}")
    try:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return not cursor.fetchone()[0]
    finally:
        cursor.execute(f"PRAGMA busy_timeout = {patience}")


def _make_anew(cursor, tables: tuple[str, ...]) -> bool:
    if tables:
        cursor.execute(f"SET lock_timeout = '{PATIENCE}s'")
        try:
            for table in tables:
                cursor.execute(f"VACUUM (FULL) {table}")
        finally:
            cursor.execute("RESET lock_timeout")
    return True
