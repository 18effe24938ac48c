"""What the desk does when something happens elsewhere."""

from collections.abc import Callable
from functools import partial

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail import signals as wagtail_signals
from wagtail.models import TaskState, WorkflowState

from accounts.mail import send_later
from accounts.models import Application, User
from desk.demo.making import remove_people
from desk.letters import address_for, applied, approved, returned, waits
from desk.models import Note
from desk.quality.reading import look_again
from desk.queue.people import coordinators
from desk.queue.submissions import describe
from directory.models import Alert, Service
from directory.permissions import can_moderate
from directory.reading import alerts
from directory.signals import demo_removed, listing_changed, organizations_merged

#: Wagtail's own mails: those about a decision lead into the admin, which is closed to partners; the one about
#: what was sent is half English and leads past the queue
WAGTAILS_MAILS = (
    (wagtail_signals.task_submitted, TaskState, "group_approval_task_submitted_email_notification"),
    (wagtail_signals.workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification"),
    (wagtail_signals.workflow_approved, WorkflowState, "workflow_state_approved_email_notification"),
)


def connect() -> None:
    post_save.connect(on_waiting, sender=TaskState)
    wagtail_signals.task_submitted.connect(on_submitted)
    wagtail_signals.task_rejected.connect(on_returned)
    wagtail_signals.workflow_approved.connect(on_approved)
    for signal, sender, name in WAGTAILS_MAILS:
        signal.disconnect(sender=sender, dispatch_uid=name)
    organizations_merged.connect(on_merged)
    demo_removed.connect(remove_people, dispatch_uid="desk.demo")
    listing_changed.connect(on_changed, dispatch_uid="desk.quality")
    post_save.connect(on_application, sender=Application)
    post_save.connect(on_alert, sender=Alert)
    post_delete.connect(on_alert, sender=Alert)


def on_waiting(instance: TaskState, raw: bool = False, **_kwargs) -> None:
    """Work out once for each version what kind of edit it is, as the queue asks the database for it."""
    if raw or instance.status != TaskState.STATUS_IN_PROGRESS:
        return
    listing = instance.workflow_state.content_object
    if isinstance(listing, Service):
        describe(instance, listing)


def on_submitted(instance: TaskState, user=None, **_kwargs) -> None:
    listing = instance.workflow_state.content_object
    if isinstance(listing, Service):
        _tell_coordinators(waits(listing), user)


def on_application(instance: Application, created: bool, **_kwargs) -> None:
    if created:
        _tell_coordinators(applied(instance))


def _tell_coordinators(write: Callable, sender: User | None = None) -> None:
    """By mail, unless they have switched such mails off in the admin."""
    others = coordinators().exclude(pk=sender and sender.pk)
    for person in others.exclude(wagtail_userprofile__submitted_notifications=False):
        send_later(write, to=person.email, language=person.language_code)


def on_returned(instance: TaskState, user, **_kwargs) -> None:
    """The comment goes to whoever sent the edit, in her language."""
    _tell_editor(instance, returned, user)


def on_approved(instance: WorkflowState, user, **_kwargs) -> None:
    state = instance.task_states.order_by("finished_at", "pk").last()
    writer = state.revision.user
    is_corrected = writer is not None and writer != instance.requested_by and can_moderate(writer)
    _tell_editor(state, partial(approved, is_corrected=is_corrected), user)


def _tell_editor(state: TaskState, words: Callable, decider) -> None:
    """A mail to whoever sent the edit, unless she has decided it herself."""
    listing, editor = state.workflow_state.content_object, state.workflow_state.requested_by
    if isinstance(listing, Service) and editor and editor.is_active and editor != decider:
        write = words(listing, state.comment, address_for(editor, listing))
        send_later(write, to=editor.email, language=editor.language_code)


def on_merged(organization, successor, **_kwargs) -> None:
    Note.objects.filter(organization=organization).update(organization=successor)


def on_changed(service_id: int, **_kwargs) -> None:
    """What was found in its texts is looked for again, once the change is done."""
    transaction.on_commit(partial(look_again, service_id), robust=True)


def on_alert(**_kwargs) -> None:
    """Whoever saved it sees it at once; other processes within half a second."""
    alerts.forget()
