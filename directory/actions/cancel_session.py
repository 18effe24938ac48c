"""Cancel one session of a listing, at once: its provider does, or whoever lends the room."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from modeltranslation.utils import build_localized_fieldname
from wagtail.log_actions import log
from wagtail.models import Revision, TaskState

from directory.actions.errors import NoSuchSession
from directory.actions.rows import changing, require
from directory.choices import ScheduleDateKind
from directory.dates.times import at_midnight, local_date
from directory.models import Location, Schedule, ScheduleDate, Service
from directory.permissions import can_cancel_session
from directory.sessions import Session, sessions_between
from directory.signals import listing_changed

ONE_DAY = timedelta(days=1)


def cancel_session(
    service: Service, schedule: Schedule, day: date, user, *, reasons: Mapping[str, str]
) -> Service:
    """Cancel the session of a public listing that begins on a day. `reasons` are texts by language.

    Edits that wait know of it too, so that publishing them does not bring it back; whoever has the listing
    open meanwhile meets a Conflict. Raises NoSuchSession, ValidationError for a reason that is too long.
    """
    with changing(service, user) as row:
        session = _session(row, schedule, day)
        place = Location.objects.filter(pk=session.location_id).first()
        require(can_cancel_session(user, row, place))
        stated = _cancelled_date(ScheduleDate.objects.filter(schedule=schedule), day, reasons)
        stated.schedule_id = schedule.pk
        stated.full_clean()
        stated.save()
        _tell_waiting_edits(row, stated, reasons, user)
        log(row, "directory.cancel_session", data={"schedule": schedule.pk, "date": day.isoformat()})
        listing_changed.send(sender=Service, service_id=row.pk)
    return row


def _session(row: Service, schedule: Schedule, day: date) -> Session:
    """The session to be cancelled, or one that is already: then its reason changes."""
    found = sessions_between([row], at_midnight(day), at_midnight(day + ONE_DAY), with_cancelled=True)
    for session in found[row.pk] if row.live else ():
        if session.schedule_id == schedule.pk and local_date(session.starts_at) == day:
            return session
    raise NoSuchSession


def _cancelled_date(dates: Iterable[ScheduleDate], day: date, reasons: Mapping[str, str]) -> ScheduleDate:
    stated = next((each for each in dates if each.date == day), None) or ScheduleDate(date=day)
    stated.kind = ScheduleDateKind.CANCELLED
    for language, text in reasons.items():
        setattr(stated, build_localized_fieldname("reason", language), text)
    return stated


def _tell_waiting_edits(row: Service, stated: ScheduleDate, reasons: Mapping[str, str], user) -> None:
    before, is_waiting = row.latest_revision, row.has_unpublished_changes
    version = row.get_latest_revision_as_object()
    if version is not row:
        _cancel_in(version, stated, reasons)
    after = version.save_revision(user=user, changed=is_waiting, clean=False)
    if is_waiting:
        _take_place_of(before, after)
    else:
        type(row).objects.filter(pk=row.pk).update(live_revision=after)
    for revision in row.revisions.filter(pk__in=_decided(row)).exclude(pk=after.pk):
        older = revision.as_object()
        _cancel_in(older, stated, reasons)
        revision.content["schedules"] = older.serializable_data()["schedules"]
        revision.save(update_fields=["content"])


def _take_place_of(before: Revision, after: Revision) -> None:
    """The new version waits for review, or for its day, where the one before did."""
    waiting = {"revision": before, "status": TaskState.STATUS_IN_PROGRESS}
    TaskState.objects.filter(**waiting).update(revision=after)
    moment = before.approved_go_live_at
    Revision.objects.filter(pk=before.pk).update(approved_go_live_at=None)
    Revision.objects.filter(pk=after.pk).update(approved_go_live_at=moment)


def _decided(row: Service) -> QuerySet[Revision]:
    """Versions that are published without another look at them: in review, or on a day."""
    in_review = Q(task_states__status=TaskState.STATUS_IN_PROGRESS)
    return row.revisions.filter(in_review | Q(approved_go_live_at__isnull=False)).values("pk")


def _cancel_in(version: Service, stated: ScheduleDate, reasons: Mapping[str, str]) -> None:
    """Put the cancelled date into a version in memory, if it still has the schedule."""
    for schedule in version.schedules.all():
        if schedule.pk == stated.schedule_id:
            dates = list(schedule.dates.all())
            cancelled = _cancelled_date(dates, stated.date, reasons)
            schedule.dates.set([*(each for each in dates if each.date != stated.date), cancelled])
