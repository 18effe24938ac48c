"""The suite runs on the embedded database; tests marked `postgresql` run on a PostgreSQL server as well.

`script/test` starts a server and runs pytest a second time, with DATABASE_URL and TEST_POSTGRESQL_URL naming
it. With DATABASE_URL alone, as `script/test --postgres` sets it, every test runs there.
"""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

#: Sessions of the database that is asked
OTHERS_END = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
MARKERS = (
    "postgresql(only=False): runs on PostgreSQL as well; with only=True, on nothing else",
    "alone_on_server: looks at what a server of PostgreSQL keeps, which others would keep for longer",
)


def pytest_configure(config):
    for marker in MARKERS:
        config.addinivalue_line("markers", marker)


#: The files of tests with a mark, before any is left out
MARKED = pytest.StashKey[dict[str, set[Path]]]()


def pytest_collection_modifyitems(config, items):
    config.stash[MARKED] = {
        name: {item.path for item in items if item.get_closest_marker(name)}
        for name in ("postgresql", "alone_on_server")
    }
    left_out = [item for item in items if not _belongs_here(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def _belongs_here(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("postgresql")
    if "postgresql" in settings.DATABASES["default"]["ENGINE"]:
        return marker is not None or "TEST_POSTGRESQL_URL" not in os.environ
    return marker is None or not marker.kwargs.get("only")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """A database that somebody still uses is not dropped: threads of a server may end after its tests."""
    yield
    if connection.vendor == "postgresql":
        # A test may have ended this session too, which the last tests without a database did not notice
        connection.close()
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(OTHERS_END)
