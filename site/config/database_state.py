"""What a failing database means to whoever typed a command, in one line."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

SET_UP = "The database is not set up for this version. Run first: manage.py migrate"
AWAY = "The database cannot be reached: {reason} ({address}). See to DATABASE_URL, and that its server runs."


def advice() -> str:
    """What is to be done after a command failed in the database; empty where nothing is known to help."""
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        return AWAY.format(reason=_first_line(error), address=_address())
    return SET_UP if _waits_for_migrations() else ""


def _first_line(error: DatabaseError) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)


def _address() -> str:
    """Where the database is, without its password."""
    place = connection.settings_dict
    return f"{place['HOST']}/{place['NAME']}" if place["HOST"] else str(place["NAME"])


def _waits_for_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
