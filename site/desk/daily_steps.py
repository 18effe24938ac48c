"""What the desk does once a day: notes whose time is over go, and gaps that were filled are closed."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from desk.models import Assignment, Note
from directory import daily
from directory.daily import Errand

#: Whatever was assigned so long ago was decided in another way
ASSIGNED_FOR = timedelta(days=180)


def register() -> None:
    daily.register("notes", old_notes)
    daily.register("assignments", old_assignments)


def old_notes(now: datetime) -> Iterator[Errand]:
    old = Note.objects.filter(keep_until__lt=timezone.localdate(now))
    if number := old.count():
        yield Errand(f"delete {number} notes about partners", old.delete)


def old_assignments(now: datetime) -> Iterator[Errand]:
    old = Assignment.objects.filter(assigned_at__lt=now - ASSIGNED_FOR)
    if number := old.count():
        yield Errand(f"forget {number} assignments", old.delete)
