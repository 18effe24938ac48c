"""Who brings changes into an index, when each was last seen at work, and that only one does at a time."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import Error, connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from filelock import FileLock

from search.engines import Engine
from search.indexing.outbox import KEPT_FOR
from search.models import Consumer, FailedListing, FailedRow

#: How often a worker says that it is there, and after how long it counts as gone
SEEN_EVERY, MISSED_AFTER = timedelta(seconds=10), timedelta(seconds=60)


def consumer_of(engine: Engine) -> str:
    name = f"{engine.name} v{engine.version}"
    return name if engine.is_shared else f"{name} on {_host()}"


@contextmanager
def turn_of(consumer: str) -> Iterator[bool]:
    """Whether it is one's turn to write an index that all hosts share: until the end, nobody else's.

    A lock of the connection, not of a transaction: what is written during the turn, which may take as long as
    a rebuild, is to be seen at once and to keep nobody waiting. It ends with the connection. An embedded
    database has one host, whose lock file is enough.
    """
    connection = connections[router.db_for_write(Consumer)]
    if connection.vendor != "postgresql":
        yield True
        return
    if not _ask(connection, "pg_try_advisory_lock", consumer):
        yield False
        return
    try:
        yield True
    finally:
        # One that broke meanwhile holds nothing
        with suppress(Error):
            _ask(connection, "pg_advisory_unlock", consumer)


def _ask(connection: BaseDatabaseWrapper, function: str, name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(hashtextextended(%s, 0))", [name])
        return cursor.fetchone()[0]


def say_seen(consumer: str, now: datetime, error: str = "", *, done: int = 0, total: int = 0) -> None:
    """Say that a worker is there, why it does not follow changes if it does not, and how far a rebuild is."""
    said = {"seen_at": now, "error": error, "done": done, "total": total}
    Consumer.objects.update_or_create(name=consumer, defaults=said)


def forget_gone(now: datetime) -> None:
    """Forget hosts that are no more, with what they set aside."""
    gone = Consumer.objects.filter(seen_at__lt=now - KEPT_FOR)
    names = list(gone.values_list("name", flat=True))
    for model in (FailedListing, FailedRow):
        model.objects.filter(consumer__in=names).delete()
    gone.delete()


def _host() -> str:
    """Whose folder of indexes it is: the host that came first. Containers that share one have other names."""
    file = Path(settings.SEARCH_INDEX_FOLDER) / "host"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(file.with_suffix(".lock")):
            _keep(socket.gethostname(), file)
    return file.read_text(encoding="utf-8")


def _keep(name: str, file: Path) -> None:
    """Write it whole, unless somebody else was first."""
    if not file.exists():
        fresh = file.with_suffix(".new")
        fresh.write_text(name, encoding="utf-8")
        fresh.replace(file)
