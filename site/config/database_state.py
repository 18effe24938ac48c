"""What a failing database means to whoever typed a command, in one line."""

from traceback import format_exception

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

#: SQLite's words, and those of the system that PostgreSQL passes on
NO_ROOM = ("disk is full", "No space left on device")
SET_UP = "The database is not set up for this version. Run first: manage.py migrate"
FULL = "The database found that the disk is full. Make room and run it again."
AWAY = "The database cannot be reached: {reason} ({address}). {help}"
OF_A_SERVER = "See to DATABASE_URL, and that its server runs."
OF_A_FILE = "Its folder has to be there: see to DATA_FOLDER or DATABASE_URL."


def advice(failure: DatabaseError) -> str:
    """What is to be done after a command failed in the database; empty where nothing is known to help."""
    # The first failure may stand behind others: rolling back fails on a full disk as well
    whole = "".join(format_exception(failure))
    if any(sign in whole for sign in NO_ROOM):
        return FULL
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        help_line = OF_A_FILE if connection.vendor == "sqlite" else OF_A_SERVER
        return AWAY.format(reason=_first_line(error), address=_address(), help=help_line)
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
