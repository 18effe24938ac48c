"""Answering feedback: the coordinators all of it, a partner's people what is about their listings."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from audit.choices import Act
from audit.recording import record
from directory.permissions import can_edit_listing, can_moderate
from feedback.forms import AnswerForm
from feedback.models import Feedback


class AnsweredMeanwhile(Exception):  # noqa: N818 - it is an answer, and read as such
    """Somebody answered after the page was opened: `feedback` is how it stands now."""

    def __init__(self, feedback: Feedback):
        self.feedback = feedback
        super().__init__(str(feedback))


@transaction.atomic
def answer(feedback: Feedback, text: str, user, *, seen: str | None = None) -> Feedback:
    """Set what the reader gets by her code; a second answer takes the place of the first.

    `seen` is the version that the person has before her eyes: raises AnsweredMeanwhile for another answer.
    """
    row = Feedback.objects.select_for_update(of=["self"]).select_related("service").get(pk=feedback.pk)
    if not can_answer(user, row):
        raise PermissionDenied
    if row.answer == text.strip():
        return row
    if seen is not None and seen != row.version:
        raise AnsweredMeanwhile(row)
    row.answer, row.answer_language_code = text.strip(), user.language_code
    row.answered_at, row.answered_by = timezone.now(), user
    row.save(update_fields=["answer", "answer_language_code", "answered_at", "answered_by"])
    record(Act.CHANGED, row, person=user, what="feedback.answer")
    return row


def answered(form: AnswerForm, feedback: Feedback, user) -> bool:
    """Whether what was written is the answer now; otherwise the form says what somebody else has answered."""
    try:
        answer(feedback, form.cleaned_data["answer"], user, seen=form.cleaned_data["seen"])
    except AnsweredMeanwhile as error:
        form.show_other(error.feedback)
        return False
    return True


def can_answer(user, feedback: Feedback) -> bool:
    if feedback.service is None:
        return can_moderate(user)
    return can_edit_listing(user, feedback.service)
