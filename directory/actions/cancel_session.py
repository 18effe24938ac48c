"""Cancel one session of a listing, at once: its provider does, or whoever lends the room."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from modeltranslation.utils import build_localized_fieldname
from wagtail.log_actions import log

from directory.actions.beside_edits import tell_edits
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
        tell_edits(row, lambda edit: _cancel_in(edit, stated, reasons), ("schedules",), user)
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


def _cancel_in(version: Service, stated: ScheduleDate, reasons: Mapping[str, str]) -> None:
    """Put the cancelled date into a version in memory, if it still has the schedule."""
    for schedule in version.schedules.all():
        if schedule.pk == stated.schedule_id:
            dates = list(schedule.dates.all())
            cancelled = _cancelled_date(dates, stated.date, reasons)
            schedule.dates.set([*(each for each in dates if each.date != stated.date), cancelled])
