"""Answering feedback: the coordinators all of it, a partner's people what is about their listings."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from audit.choices import Act
from audit.recording import record
from directory.permissions import can_edit_listing, can_moderate
from feedback.models import Feedback


@transaction.atomic
def answer(feedback: Feedback, text: str, user) -> Feedback:
    """Set what the reader gets by her code; a second answer takes the place of the first."""
    row = Feedback.objects.select_for_update(of=["self"]).select_related("service").get(pk=feedback.pk)
    if not can_answer(user, row):
        raise PermissionDenied
    row.answer, row.answer_language_code = text.strip(), user.language_code
    row.answered_at, row.answered_by = timezone.now(), user
    row.save(update_fields=["answer", "answer_language_code", "answered_at", "answered_by"])
    record(Act.CHANGED, row, person=user, what="feedback.answer")
    return row


def can_answer(user, feedback: Feedback) -> bool:
    if feedback.service is None:
        return can_moderate(user)
    return can_edit_listing(user, feedback.service)
