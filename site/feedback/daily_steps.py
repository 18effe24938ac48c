"""Feedback is kept only as long as somebody may need it: after it was written, and after it was answered."""

from datetime import datetime

from django.db.models import Q

from directory import retention
from directory.retention import kept_for
from feedback.models import Feedback, FeedbackQuerySet


def register() -> None:
    retention.register("feedback", "pieces of feedback", old_feedback)


def old_feedback(now: datetime) -> FeedbackQuerySet:
    return Feedback.objects.filter(
        Q(created_at__lte=now - kept_for("feedback"))
        | Q(answered_at__lte=now - kept_for("answered feedback"))
    )
