"""Save an edit as a draft. The public listing stays as it is until the draft is published."""

from django.db import transaction
from wagtail.models import Revision

from directory.actions.errors import Conflict
from directory.actions.rows import changing, require
from directory.actions.validation import validate
from directory.models import Service
from directory.permissions import can_edit_listing, can_moderate, can_submit
from directory.translation_states import Edit


@transaction.atomic
def keep(edited: Service, started_from: Revision | int | None, edit: Edit) -> Revision:
    """Save an edited listing as its latest revision, made by `edit.user`.

    `started_from` is the revision the editor opened (None: there was none). `edit` also says how changed
    translations came to be and whether the change is small. An edit that waits for review leaves the queue:
    submit the new one. Raises Conflict with the edited listing and the other person's version,
    ValidationError for wrong values of the listing or one of its parts.
    """
    if edited.pk is None:
        _create(edited, edit.user)
    with changing(edited, edit.user) as row:
        require(can_submit(edit.user, row))
        if _pk(started_from) != row.latest_revision_id:
            raise Conflict(mine=edited, theirs=row.get_latest_revision_as_object())
        _leave_queue(row, edit.user)
        edited.belong_to(row)
        validate(edited)
        return edited.save_revision(user=edit.user, edit=edit, log_action=True, clean=False)


def _create(edited: Service, user) -> None:
    """Give a new listing its row: not public, and holding what the first revision holds."""
    require(can_edit_listing(user, edited))
    edited.live = False
    validate(edited)
    edited.save()


def _leave_queue(row: Service, user) -> None:
    """A reviewer approves what she has seen, so an editor's next version has to be submitted anew."""
    if row.workflow_in_progress and not can_moderate(user):
        row.current_workflow_state.cancel(user=user)


def _pk(revision: Revision | int | None) -> int | None:
    return revision.pk if isinstance(revision, Revision) else revision
