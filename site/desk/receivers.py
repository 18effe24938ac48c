"""What the desk does when something happens elsewhere."""

from collections.abc import Callable

from django.db.models.signals import post_delete, post_save
from wagtail import signals as wagtail_signals
from wagtail.models import TaskState, WorkflowState

from accounts.mail import send_later
from desk.changes.comparing import compare
from desk.changes.versions import contents
from desk.letters import address_for, approved, returned
from desk.models import Note, Submission
from directory.models import Alert, Service
from directory.reading import alerts
from directory.signals import organizations_merged

#: Wagtail's own mails about a decision: they lead into the admin, which is closed to partners
WAGTAILS_MAILS = (
    (wagtail_signals.workflow_rejected, "workflow_state_rejected_email_notification"),
    (wagtail_signals.workflow_approved, "workflow_state_approved_email_notification"),
)


def connect() -> None:
    wagtail_signals.task_submitted.connect(on_submitted)
    wagtail_signals.task_rejected.connect(on_returned)
    wagtail_signals.workflow_approved.connect(on_approved)
    for signal, name in WAGTAILS_MAILS:
        signal.disconnect(sender=WorkflowState, dispatch_uid=name)
    organizations_merged.connect(on_merged)
    post_save.connect(on_alert, sender=Alert)
    post_delete.connect(on_alert, sender=Alert)


def on_submitted(instance: TaskState, **_kwargs) -> None:
    """Work out once what kind of edit it is; the queue asks the database for it."""
    listing = instance.workflow_state.content_object
    if isinstance(listing, Service):
        is_translation = compare(*contents(listing, instance.revision)).is_only_translation(
            listing.original_language
        )
        Submission.objects.update_or_create(
            task_state_id=instance.pk, defaults={"is_translation": is_translation}
        )


def on_returned(instance: TaskState, user, **_kwargs) -> None:
    """The comment goes to whoever sent the edit, in her language."""
    _tell_editor(instance, returned, user)


def on_approved(instance: WorkflowState, user, **_kwargs) -> None:
    _tell_editor(instance.task_states.order_by("finished_at", "pk").last(), approved, user)


def _tell_editor(state: TaskState, words: Callable, decider) -> None:
    """A mail to whoever sent the edit, unless she has decided it herself."""
    listing, editor = state.workflow_state.content_object, state.workflow_state.requested_by
    if isinstance(listing, Service) and editor and editor.is_active and editor != decider:
        write = words(listing, state.comment, address_for(editor, listing))
        send_later(write, to=editor.email, language=editor.language_code)


def on_merged(organization, successor, **_kwargs) -> None:
    Note.objects.filter(organization=organization).update(organization=successor)


def on_alert(**_kwargs) -> None:
    """Whoever saved it sees it at once; other processes within half a second."""
    alerts.forget()
