"""Return an edit to its editor, with what should change."""

from directory.actions.errors import CommentMissing, NotInReview
from directory.actions.rows import changing, require
from directory.models import Service
from directory.permissions import can_moderate


def return_to_editor(service: Service, user, comment: str) -> Service:
    """Take the edit that waits out of the queue.

    Raises CommentMissing without a comment, NotInReview if nothing waits.
    """
    with changing(service, user) as row:
        require(can_moderate(user))
        if not comment.strip():
            raise CommentMissing
        if (task_state := row.current_workflow_task_state) is None:
            raise NotInReview
        task_state.task.specific.on_action(task_state, user, "reject", comment=comment)
    return row
