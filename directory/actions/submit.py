"""Send an edit to review."""

from wagtail.models import Revision, WorkflowState

from directory.actions.errors import AlreadyInReview
from directory.actions.rows import changing, require, require_latest
from directory.models import Service
from directory.permissions import can_submit


def submit(service: Service, revision: Revision | int, user) -> Service:
    """Put a revision in the coordinators' queue; one that was returned goes back to who returned it.

    Raises Conflict if there is a newer revision, AlreadyInReview if this very one waits.
    """
    with changing(service, user) as row:
        require(can_submit(user, row))
        latest = require_latest(row, revision)
        _enqueue(row, latest, user)
    return row


def _enqueue(row: Service, revision: Revision, user) -> None:
    state = row.current_workflow_state
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user)
        return
    if state and state.current_task_state.revision_id == revision.pk:
        raise AlreadyInReview
    if state:
        state.cancel(user=user)
    row.get_workflow().start(row, user)
