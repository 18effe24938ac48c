"""Publish what waits for review."""

from wagtail.models import Revision

from directory.actions.errors import NotInReview
from directory.actions.rows import changing, require, require_latest
from directory.actions.validation import validate
from directory.models import Service
from directory.permissions import can_moderate


def approve(service: Service, user, comment: str = "", *, revision: Revision | int | None = None) -> Service:
    """Approve the edit that waits and publish it.

    `revision` is the one the reviewer has seen: with it, a newer one raises Conflict instead of being
    published unseen. Raises NotInReview if nothing waits, ValidationError if it breaks rules of today.
    """
    with changing(service, user) as row:
        require(can_moderate(user))
        if (task_state := row.current_workflow_task_state) is None:
            raise NotInReview
        if revision is not None:
            require_latest(row, revision)
        validate(task_state.revision.as_object())
        task_state.task.specific.on_action(task_state, user, "approve", comment=comment)
    row.refresh_from_db()
    return row
