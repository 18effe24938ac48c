"""A database that is gone afterwards, for commands that measure."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection


@contextmanager
def throwaway_database() -> Iterator[None]:
    """Put an empty database with all tables in the place of the site's: the one that tests would get, but in
    a file, where processes beside this one find it too."""
    name, tests = connection.settings_dict["NAME"], connection.settings_dict["TEST"]
    before = tests["NAME"]
    with tempfile.TemporaryDirectory(prefix="tarjotin-database-") as folder:
        if connection.vendor == "sqlite":
            tests["NAME"] = str(Path(folder) / "database.sqlite3")
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            yield
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)
            tests["NAME"] = before


@contextmanager
def tables_of_models() -> Iterator[None]:
    """Have the tables of such a database made of the models: all migrations one after the other take twenty
    times as long. What migrations do besides, such as pages and triggers, is not in it then."""
    tests = connection.settings_dict["TEST"]
    before, tests["MIGRATE"] = tests["MIGRATE"], False
    try:
        yield
    finally:
        tests["MIGRATE"] = before
