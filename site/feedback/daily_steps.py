"""Feedback is kept only as long as somebody may need it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q

from directory import daily
from directory.daily import Errand
from feedback.models import Feedback, FeedbackQuerySet

#: After it was written, and after it was answered
KEPT_FOR, KEPT_ANSWERED = timedelta(days=365), timedelta(days=90)


def register() -> None:
    daily.register("feedback", old_feedback)


def old_feedback(now: datetime) -> Iterator[Errand]:
    if number := _old(now).count():
        yield Errand(f"delete {number} pieces of feedback", lambda: _old(now).delete())


def _old(now: datetime) -> FeedbackQuerySet:
    return Feedback.objects.filter(
        Q(created_at__lte=now - KEPT_FOR) | Q(answered_at__lte=now - KEPT_ANSWERED)
    )
