"""A change of the public listing that holds at once, told to the edits of it that wait."""

from collections.abc import Callable, Collection

from django.db.models import Q, QuerySet
from wagtail.models import Revision, TaskState

from directory.models import Service


def tell_edits(row: Service, change: Callable[[Service], None], names: Collection[str], user) -> None:
    """Make a change, done to the row already, in its latest version and in those that publish by themselves.

    Publishing them does not take it back; whoever has the listing open meanwhile meets a Conflict. `names`
    are the fields and parts that `change` touches.
    """
    before, is_waiting = row.latest_revision, row.has_unpublished_changes
    version = row.get_latest_revision_as_object()
    if version is not row:
        change(version)
    after = version.save_revision(user=user, changed=is_waiting, clean=False)
    if is_waiting:
        _take_place_of(before, after)
    else:
        type(row).objects.filter(pk=row.pk).update(live_revision=after)
    for revision in row.revisions.filter(pk__in=_decided(row)).exclude(pk=after.pk):
        older = revision.as_object()
        change(older)
        content = older.serializable_data()
        revision.content.update({name: content[name] for name in names})
        revision.save(update_fields=["content"])


def _take_place_of(before: Revision, after: Revision) -> None:
    """The new version waits for its day where the one before did; for review it does as every version."""
    moment = before.approved_go_live_at
    Revision.objects.filter(pk=before.pk).update(approved_go_live_at=None)
    Revision.objects.filter(pk=after.pk).update(approved_go_live_at=moment)


def _decided(row: Service) -> QuerySet[Revision]:
    """Versions that are published without another look at them: in review, or on a day."""
    in_review = Q(task_states__status=TaskState.STATUS_IN_PROGRESS)
    return row.revisions.filter(in_review | Q(approved_go_live_at__isnull=False)).values("pk")
