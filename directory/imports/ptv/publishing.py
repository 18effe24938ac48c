"""Drafts and publishing of imported listings."""

from typing import Any

from directory.imports.ptv.values import Remarks
from directory.models import Service


def working_copy(service: Service) -> Service:
    """The listing as its editors see it, with an edit that waits; locked until the transaction ends."""
    row = Service.objects.select_for_update().get(pk=service.pk)
    if row.live and not row.has_unpublished_changes:
        return row
    return row.get_latest_revision_as_object()


def is_in_review(service: Service) -> bool:
    return bool(service.pk) and service.workflow_in_progress


def save_draft(service: Service, changes: dict[str, Any]) -> None:
    """Save a change without publishing it.

    What was never public lives in the row too. Whose listing it is is no part of an edit (DESIGN, trap 17).
    """
    if not service.live:
        service.save()
        service.save_revision()
        return
    if "organization_id" in changes:
        row = Service.objects.get(pk=service.pk)
        row.organization_id = service.organization_id
        row.save(update_fields=["organization"])
    service.save_revision()


def publish(service: Service, *, is_changed: bool, remarks: Remarks) -> bool:
    """Make a listing and its changes public, unless a person decides about that; whether it was done."""
    if service.live and not (is_changed or service.has_unpublished_changes):
        return False
    if reason := _reason_to_wait(service):
        remarks.add(reason)
        return False
    _go_live(service)
    return True


def _reason_to_wait(service: Service) -> str:
    if is_in_review(service):
        return "is being reviewed here: not published"
    if not service.live and service.first_published_at:
        return "was withdrawn here and stays so"
    since = service.revisions.filter(user__isnull=False)
    if service.live_revision_id:
        since = since.filter(created_at__gt=service.live_revision.created_at)
    return "was edited here and not published yet: publish it here" if since.exists() else ""


def _go_live(service: Service) -> None:
    """Publish through Wagtail, for one history. The actions ask what a person may; an operator may."""
    revision = service.latest_revision if service.has_unpublished_changes else service.save_revision()
    revision.publish(log_action=False)
