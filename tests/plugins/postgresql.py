"""The suite runs on the embedded database; tests marked `postgresql` run on a PostgreSQL server as well.

`script/test` starts a server and runs pytest a second time, with DATABASE_URL and TEST_POSTGRESQL_URL naming
it. With DATABASE_URL alone, as `script/test --postgres` sets it, every test runs there.
"""

import os

import pytest
from django.conf import settings

MARKER = "postgresql(only=False): runs on PostgreSQL as well; with only=True, on nothing else"


def pytest_configure(config):
    config.addinivalue_line("markers", MARKER)


def pytest_collection_modifyitems(config, items):
    left_out = [item for item in items if not _belongs_here(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def _belongs_here(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("postgresql")
    if "postgresql" in settings.DATABASES["default"]["ENGINE"]:
        return marker is not None or "TEST_POSTGRESQL_URL" not in os.environ
    return marker is None or not marker.kwargs.get("only")
