"""Publish what waits for review, with words of it put right first."""

from collections.abc import Mapping

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Revision

from directory.actions.approve import approve
from directory.actions.errors import NotInReview
from directory.actions.keep import keep
from directory.actions.rows import changing, require, require_latest
from directory.models import Service
from directory.permissions import can_moderate
from directory.text_fields import text_fields
from directory.translation_states import Edit


@transaction.atomic
def approve_corrected(
    service: Service, user, corrections: Mapping[str, str], *, revision: Revision | int
) -> Service:
    """Correct texts of the edit that waits, by column, and publish it. The history says whose words they are.

    A correction is a small change: it makes no translation outdated. Raises Conflict if there is a newer
    revision than the reviewer has seen, NotInReview if nothing waits, ValidationError for wrong values.
    """
    with changing(service, user) as row:
        require(can_moderate(user))
        if row.current_workflow_task_state is None:
            raise NotInReview
        seen = require_latest(row, revision)
        version = seen.as_object()
        if corrected := _correct(version, corrections):
            after = keep(version, seen, Edit(user=user, is_small_change=True))
            log(row, "directory.correct", revision=after, data={"fields": corrected})
            revision = after
    return approve(service, user, revision=revision)


def _correct(version: Service, corrections: Mapping[str, str]) -> list[str]:
    """Put the texts in, and name the columns that differ now."""
    columns = {field.name for field in text_fields(Service)}
    changed = [
        name
        for name, text in corrections.items()
        if name in columns and text != (getattr(version, name) or "")
    ]
    for name in changed:
        setattr(version, name, corrections[name])
    return changed
