"""What the desk does once a day: notes whose time is over go, and gaps that were filled are closed."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from desk.models import Assignment, Gap, Note
from desk.unmet.gaps import fill, is_filled
from directory import daily, retention
from directory.daily import Errand
from directory.reading.vocabulary import vocabulary


def register() -> None:
    retention.register("notes", "notes about partners", old_notes)
    retention.register("assignments", "assignments", old_assignments)
    daily.register("gaps", filled_gaps)


def old_notes(now: datetime) -> QuerySet[Note]:
    """Each has a day of its own, which its writer chose."""
    return Note.objects.filter(keep_until__lt=timezone.localdate(now))


def old_assignments(now: datetime) -> QuerySet[Assignment]:
    """Whatever was assigned so long ago was decided in another way."""
    return Assignment.objects.filter(assigned_at__lt=now - retention.kept_for("assignments"))


def filled_gaps(_now: datetime) -> Iterator[Errand]:
    """Gaps for which there are more listings than when they were made a task."""
    terms = vocabulary(settings.LANGUAGE_CODE)
    for gap in Gap.objects.open():
        if is_filled(gap, terms):
            yield Errand(f"close gap {gap.pk}, which a listing fills", lambda gap=gap: fill(gap, terms))
