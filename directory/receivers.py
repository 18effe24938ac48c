"""The effects of every change of a listing, however it comes about: log entry, translation states, signal.

Actions, the admin, workflows, scheduled publishing and expiry, deleting one or many: all of them end here.
So do new names in the address of anything that has a page of its own.
"""

from django.db.models.signals import post_delete, post_save, pre_save
from django.utils import timezone
from wagtail import signals as wagtail_signals
from wagtail.log_actions import log
from wagtail.models import Revision, TaskState, WorkflowState

from directory.models import (
    Assurance,
    FormerAddress,
    Location,
    Network,
    Organization,
    RoleAcceptance,
    RoleRefusal,
    Service,
)
from directory.signals import listing_changed
from directory.translation_states import Edit, restate

WITH_A_PAGE = (Service, Organization, Location, Network)


def connect() -> None:
    wagtail_signals.published.connect(on_published, sender=Service)
    wagtail_signals.unpublished.connect(on_unpublished, sender=Service)
    wagtail_signals.task_submitted.connect(on_submitted)
    wagtail_signals.task_rejected.connect(on_returned)
    wagtail_signals.workflow_approved.connect(on_approved, sender=WorkflowState)
    post_save.connect(on_kept, sender=Revision)
    post_delete.connect(on_deleted, sender=Service)
    for model in WITH_A_PAGE:
        pre_save.connect(before_saved, sender=model)
        post_delete.connect(forget_former_addresses, sender=model)


def on_published(instance: Service, revision, **_kwargs) -> None:
    """A revision went live, or was scheduled for a listing that isn't public yet."""
    if restate(instance, Edit(user=revision.user)):
        instance.save(update_fields=["translation_states"])
    if instance.live:
        log(instance, "directory.publish", revision=revision)
    if instance.live and revision.user_id:
        # A person has just written it: the first publication counts as the first confirmation
        Assurance.objects.get_or_create(service=instance, defaults={"assured_date": timezone.localdate()})
    _forget_lost_roles(instance.pk)
    _tell(instance.pk)


def on_kept(instance: Revision, created: bool, raw: bool = False, **_kwargs) -> None:
    if not raw and instance.content_type.model_class() is Service:
        if created:
            _let_wait(instance)
        _forget_lost_roles(int(instance.object_id))


def _let_wait(revision: Revision) -> None:
    """What is saved while an edit waits takes its place: the latest version is what an approval publishes.

    An editor's own next version has left the queue before (directory.actions.keep).
    """
    waiting = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        workflow_state__base_content_type=revision.base_content_type,
        workflow_state__object_id=revision.object_id,
    )
    for state in waiting:
        state.revision = revision
        state.save(update_fields=["revision"])


def on_unpublished(instance: Service, **_kwargs) -> None:
    """Somebody took it out of sight, or its time is over.

    An edit that waits does not bring back what a person withdrew: it leaves the queue and stays a draft.
    After an end that was set beforehand it may well be the one that says when the listing goes on.
    """
    if instance.workflow_in_progress and not instance.expired:
        instance.current_workflow_state.cancel()
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


def before_saved(instance, raw: bool = False, update_fields=None, **_kwargs) -> None:
    """A slug that changes goes on leading here; one that is taken leads nowhere else any more."""
    if raw or (update_fields and "slug" not in update_fields):
        return
    before = type(instance)._base_manager.filter(pk=instance.pk).values_list("slug", flat=True).first()
    if before != instance.slug:
        FormerAddress.objects.replace(before, instance)


def forget_former_addresses(instance, **_kwargs) -> None:
    FormerAddress.objects.of(instance).delete()


def _forget_lost_roles(service_id: int) -> None:
    """A role that neither readers nor editors see any more is to be answered anew if it comes back."""
    answers = [
        answer
        for model in (RoleAcceptance, RoleRefusal)
        for answer in model.objects.filter(service=service_id)
    ]
    if not answers:
        return
    row = Service.objects.get(pk=service_id)
    versions = [row, *(revision.as_object() for revision in row.revisions.order_by("-created_at", "-pk")[:1])]
    given = {(role.organization_id, role.role) for version in versions for role in version.roles.all()}
    for answer in answers:
        if (answer.organization_id, answer.role) not in given:
            answer.delete()


def _listing_of(state: WorkflowState) -> Service | None:
    listing = state.content_object
    return listing if isinstance(listing, Service) else None


def _tell(service_id: int) -> None:
    listing_changed.send(sender=Service, service_id=service_id)
