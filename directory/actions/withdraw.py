"""Take a listing out of public sight. Its texts and history stay."""

from wagtail.actions.unpublish import UnpublishAction

from directory.actions.errors import NotLive
from directory.actions.rows import changing, require
from directory.models import Service
from directory.permissions import can_edit_listing


def withdraw(service: Service, user, reason: str = "") -> Service:
    """Make a listing not public; the reason stays in its history. An edit that waits leaves the queue.

    Raises NotLive if it isn't public.
    """
    with changing(service, user) as row:
        require(can_edit_listing(user, row))
        if not row.live:
            raise NotLive
        row.withdrawal_reason = reason
        # Wagtail's own check knows pages only
        UnpublishAction(row, user=user, log_action=False).execute(skip_permission_checks=True)
    return row
