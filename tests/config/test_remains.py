"""Whoever clears what is left of deleted rows learns whether a reader was in the way."""

import sqlite3
import time

import pytest
from django.db import connection

from guarding.remains import PATIENCE, clear_log


def test_clearing_that_a_reader_is_in_the_way_of_is_not_done(tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("SQLite's own way")
    writer, reader = (sqlite3.connect(tmp_path / "database", isolation_level=None) for _ in range(2))
    writer.execute("PRAGMA journal_mode=WAL")
    writer.execute("PRAGMA busy_timeout=20000")
    writer.execute("CREATE TABLE notes (words)")
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM notes").fetchall()
    writer.execute("INSERT INTO notes VALUES ('secret')")

    began = time.monotonic()
    meanwhile = clear_log(writer.cursor())
    waited = time.monotonic() - began
    reader.execute("COMMIT")

    assert (meanwhile, clear_log(writer.cursor())) == (False, True)
    assert PATIENCE <= waited < 4 * PATIENCE
    assert writer.execute("PRAGMA busy_timeout").fetchone() == (20_000,)
