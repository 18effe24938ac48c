"""Rows that many modules begin with: made once in a process and copied from then on."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

#: By what made them: a database with them in it, and what the maker returned
_copies: dict[Callable, tuple[sqlite3.Connection, Any]] = {}


@contextmanager
def rows_made_by(make: Callable[[], Any]) -> Iterator[Any]:
    """What `make` writes is there until the block ends.

    It is made anew each time by databases that are not SQLite, and beside rows of another fixture.
    """
    connection.ensure_connection()
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        with rolled_back():
            yield make()
        return
    before = _copy()
    try:
        made = _fill(make)
        with rolled_back():
            yield made
    finally:
        before.backup(connection.connection)
        before.close()


@contextmanager
def rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _fill(make: Callable[[], Any]) -> Any:
    if make in _copies:
        rows, made = _copies[make]
        rows.backup(connection.connection)
        return made
    # SQLite copies no transaction that is under way; what waits for its end is not done, as in other tests
    with transaction.atomic():
        made = make()
        connection.run_on_commit.clear()
    _copies[make] = _copy(), made
    return made


def _copy() -> sqlite3.Connection:
    copy = sqlite3.connect(":memory:", check_same_thread=False)
    connection.connection.backup(copy)
    return copy
