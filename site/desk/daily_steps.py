"""What the desk does once a day: notes whose time is over go, and gaps that were filled are closed."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from desk.models import Assignment, Gap, Note
from desk.unmet.gaps import fill, is_filled
from directory import daily
from directory.daily import Errand
from directory.reading.vocabulary import vocabulary

#: Whatever was assigned so long ago was decided in another way
ASSIGNED_FOR = timedelta(days=180)


def register() -> None:
    daily.register("notes", old_notes)
    daily.register("assignments", old_assignments)
    daily.register("gaps", filled_gaps)


def old_notes(now: datetime) -> Iterator[Errand]:
    old = Note.objects.filter(keep_until__lt=timezone.localdate(now))
    if number := old.count():
        yield Errand(f"delete {number} notes about partners", old.delete)


def old_assignments(now: datetime) -> Iterator[Errand]:
    old = Assignment.objects.filter(assigned_at__lt=now - ASSIGNED_FOR)
    if number := old.count():
        yield Errand(f"forget {number} assignments", old.delete)


def filled_gaps(_now: datetime) -> Iterator[Errand]:
    """Gaps for which there are more listings than when they were made a task."""
    terms = vocabulary(settings.LANGUAGE_CODE)
    for gap in Gap.objects.open():
        if is_filled(gap, terms):
            yield Errand(f"close gap {gap.pk}, which a listing fills", lambda gap=gap: fill(gap, terms))
