"""The address of the database, read so that a wrong one is reported and importing the settings goes on."""

import warnings

from environ import Env

ENGINES = ("django.db.backends.sqlite3", "django.db.backends.postgresql")
NO_DATABASE = {"ENGINE": "django.db.backends.dummy"}  # what the check in config.checks looks for


def database_from(url: str) -> dict:
    """Turn `sqlite:///…` or `postgresql://…` into Django's settings of one database."""
    try:
        with warnings.catch_warnings(action="ignore"):
            database = Env.db_url_config(url)
    except ValueError:  # a port that is no number, say
        return NO_DATABASE
    if database.get("ENGINE") not in ENGINES or not database.get("NAME"):
        return NO_DATABASE
    if database["ENGINE"] == ENGINES[0]:
        database["OPTIONS"] = {
            # A reader never waits for a writer, and a second writer waits instead of failing.
            # What is deleted is written over: nothing of a help request is left in the file.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
        }
    return database
