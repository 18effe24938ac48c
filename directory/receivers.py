"""The effects of every change of a listing, however it comes about: log entry, translation states, signal.

Actions, the admin, workflows, scheduled publishing and expiry, deleting one or many: all of them end here.
"""

from django.db.models.signals import post_delete
from django.utils import timezone
from wagtail import signals as wagtail_signals
from wagtail.log_actions import log
from wagtail.models import WorkflowState

from directory.models import Assurance, Service
from directory.signals import listing_changed
from directory.translation_states import Edit, restate


def connect() -> None:
    wagtail_signals.published.connect(on_published, sender=Service)
    wagtail_signals.unpublished.connect(on_unpublished, sender=Service)
    wagtail_signals.task_submitted.connect(on_submitted)
    wagtail_signals.task_rejected.connect(on_returned)
    wagtail_signals.workflow_approved.connect(on_approved, sender=WorkflowState)
    post_delete.connect(on_deleted, sender=Service)


def on_published(instance: Service, revision, **_kwargs) -> None:
    """A revision went live, or was scheduled for a listing that isn't public yet."""
    if restate(instance, Edit(user=revision.user)):
        instance.save(update_fields=["translation_states"])
    if instance.live:
        log(instance, "directory.publish", revision=revision)
    if instance.live and revision.user_id:
        # A person has just written it: the first publication counts as the first confirmation
        Assurance.objects.get_or_create(service=instance, defaults={"assured_date": timezone.localdate()})
    _tell(instance.pk)


def on_unpublished(instance: Service, **_kwargs) -> None:
    log(
        instance,
        "directory.withdraw",
        data={"reason": instance.withdrawal_reason, "is_expired": instance.expired},
    )
    _tell(instance.pk)


def on_submitted(instance, user, **_kwargs) -> None:
    if listing := _listing_of(instance.workflow_state):
        log(listing, "directory.submit", user=user, revision=instance.revision)


def on_returned(instance, user, **_kwargs) -> None:
    if listing := _listing_of(instance.workflow_state):
        log(
            listing,
            "directory.return",
            user=user,
            revision=instance.revision,
            data={"comment": instance.comment},
        )


def on_approved(instance: WorkflowState, user, **_kwargs) -> None:
    if listing := _listing_of(instance):
        last = instance.task_states.order_by("finished_at", "pk").last()
        log(listing, "directory.approve", user=user, revision=last.revision, data={"comment": last.comment})


def on_deleted(instance: Service, **_kwargs) -> None:
    log(instance, "directory.delete", deleted=True)
    _tell(instance.pk)


def _listing_of(state: WorkflowState) -> Service | None:
    listing = state.content_object
    return listing if isinstance(listing, Service) else None


def _tell(service_id: int) -> None:
    listing_changed.send(sender=Service, service_id=service_id)
