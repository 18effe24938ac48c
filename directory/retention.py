"""How long rows are kept: one table in the settings, and a daily step for each kind of rows."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db.models import QuerySet

from directory import daily
from directory.daily import Errand


def kept_for(name: str) -> timedelta:
    """How long the table says; asked for whenever it is needed, since a deployment has its own."""
    return timedelta(days=settings.RETENTION[name])


def register(name: str, what: str, over: Callable[[datetime], QuerySet]) -> None:
    """Add the daily step that deletes rows whose time is over. `what` names them in the report."""
    daily.register(name, partial(_delete, what, over))


def _delete(what: str, over: Callable[[datetime], QuerySet], now: datetime) -> Iterator[Errand]:
    if number := over(now).count():
        yield Errand(f"delete {number} {what}", lambda: over(now).delete())
