"""Take up an earlier version of a listing again: as a draft, which is sent like any other."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Revision

from directory.actions.keep import keep
from directory.actions.rows import changing, require
from directory.choices import ScheduleDateKind
from directory.models import Service
from directory.permissions import can_edit_listing
from directory.translation_states import Edit


@transaction.atomic
def restore(
    service: Service, older: Revision | int, user, *, started_from: Revision | int | None
) -> Revision:
    """Make what an earlier version says the latest draft; readers see no change.

    Sessions that were cancelled meanwhile stay so. `started_from` is the latest version that the person has
    seen. Raises Conflict if there is a newer one, Revision.DoesNotExist for another listing's,
    ValidationError if it breaks rules of today.
    """
    with changing(service, user) as row:
        require(can_edit_listing(user, row))
        revision = row.revisions.get(pk=older.pk if isinstance(older, Revision) else older)
        version = row.with_content_json(revision.content)
        for latest in (row, row.get_latest_revision_as_object()):
            _keep_cancelled(latest, version)
        kept = keep(version, started_from, Edit(user=user))
        log(row, "directory.restore", data={"revision": revision.pk})
    return kept


def _keep_cancelled(latest: Service, version: Service) -> None:
    """Families may have been told: a date that is still to come is not held after all in passing."""
    cancelled = {schedule.pk: _coming_cancelled(schedule) for schedule in latest.schedules.all()}
    schedules = list(version.schedules.all())
    for schedule in schedules:
        if stated := cancelled.get(schedule.pk):
            days = {each.date for each in stated}
            schedule.dates.set([*(each for each in schedule.dates.all() if each.date not in days), *stated])
    version.schedules.set(schedules)


def _coming_cancelled(schedule) -> list:
    today = timezone.localdate()
    dates = schedule.dates.all()
    return [each for each in dates if each.kind == ScheduleDateKind.CANCELLED and each.date >= today]
