"""The tables of the last run are there when the next begins: making them takes most of a short run.

Kept in pytest's cache, by a digest of all migrations. What is kept is migrated like any older database, so
groups and permissions are made anew. `pytest --cache-clear` forgets it.
"""

import os
import sqlite3
from hashlib import blake2b
from pathlib import Path

import pytest
from django.db import connection

from tests.installation import ROOT, Installation


@pytest.fixture(scope="session")
def django_db_setup(django_db_modify_db_settings, _filled_before, django_db_blocker, django_db_setup):
    """After pytest-django's own, keep what it made where nothing was kept yet."""
    kept = _filled_before
    if kept and not kept.exists():
        with django_db_blocker.unblock():
            _keep(kept)


@pytest.fixture(scope="session")
def tables(django_db_setup, _filled_before, tmp_path_factory) -> Path:
    """The file of an embedded database with all tables, which sites of tests' own begin with."""
    if _filled_before:
        return _filled_before
    site = Installation(tmp_path_factory.mktemp("migrated"))
    site.manage("migrate", "-v", "0")
    return site.database


@pytest.fixture(scope="session")
def _filled_before(request, django_db_blocker):
    """The file with the tables, which are in the database in memory now; None where there is another."""
    if connection.vendor != "sqlite" or not getattr(request.config, "cache", None):
        yield None
        return
    kept = request.config.cache.mkdir("tables") / f"{_digest()}.sqlite3"
    # The database in memory lives as long as somebody has it open
    memory = sqlite3.connect(connection.creation._get_test_db_name(), uri=True)
    if kept.exists():
        with sqlite3.connect(kept) as before:
            before.backup(memory)
        before.close()
    yield kept
    memory.close()


def _keep(kept: Path) -> None:
    connection.ensure_connection()
    for older in kept.parent.iterdir():
        older.unlink(missing_ok=True)
    # Two processes may do so at the same time
    unfinished = kept.with_suffix(f".{os.getpid()}")
    copy = sqlite3.connect(unfinished)
    connection.connection.backup(copy)
    copy.close()
    unfinished.replace(kept)


def _digest() -> str:
    """Of everything that says which tables there are; the lock stands for the migrations of packages."""
    digest = blake2b((ROOT / "uv.lock").read_bytes(), digest_size=8)
    for path in sorted(ROOT.glob("*/migrations/*.py")) + sorted(ROOT.glob("*/*/migrations/*.py")):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()
