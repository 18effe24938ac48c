"""Return an edit to its editor, with what should change."""

from wagtail.models import Revision

from directory.actions.errors import CommentMissing, NotInReview
from directory.actions.rows import changing, require, require_latest
from directory.models import Service
from directory.permissions import can_moderate


def return_to_editor(
    service: Service, user, comment: str, *, revision: Revision | int | None = None
) -> Service:
    """Take the edit that waits out of the queue.

    `revision` is the one the reviewer has seen: with it, a newer one raises Conflict instead of being
    returned unread. Raises CommentMissing without a comment, NotInReview if nothing waits.
    """
    with changing(service, user) as row:
        require(can_moderate(user))
        if not comment.strip():
            raise CommentMissing
        if (task_state := row.current_workflow_task_state) is None:
            raise NotInReview
        if revision is not None:
            require_latest(row, revision)
        task_state.task.specific.on_action(task_state, user, "reject", comment=comment)
    return row
