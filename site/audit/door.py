"""The one way in which entries leave or change: when their time is over, and when a person is erased.

Triggers of the database (migration 0002) refuse everything else, whoever asks. On SQLite they ask a function
of the connection, which another program does not have; on PostgreSQL a setting that ends with the
transaction.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

FUNCTION = "audit_door_is_open"
SETTING = "audit.door"

_is_open: ContextVar[bool] = ContextVar("audit_door_is_open", default=False)


@contextmanager
def door() -> Iterator[None]:
    """A transaction in which entries may be changed and deleted."""
    with transaction.atomic():
        token = _is_open.set(True)
        _set("open")
        try:
            yield
        finally:
            _is_open.reset(token)
        _set("")


def teach(connection: BaseDatabaseWrapper, **_kwargs) -> None:
    """Give a connection the function that the triggers ask. Signal: connection_created."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(FUNCTION, 0, _is_open.get)


def _set(value: str) -> None:
    """What fails rolls the setting back with the rest."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, value])
