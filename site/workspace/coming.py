"""Sessions and the dates that come of them, in words, of a version that readers do not see yet."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from directory.actions.errors import NoSuchSession
from directory.choices import Entry
from directory.dates.times import HELSINKI
from directory.models import Schedule, Service
from directory.reading import wording
from directory.reading.texts import Text, choose_text, read_text
from directory.sessions import next_sessions, next_sessions_of_version
from workspace.rhythms import Rhythm, spoken

SHOWN = 10


@dataclass(frozen=True)
class SessionWords:
    """A session as a line of the list."""

    when: str
    hours: str
    details: tuple[str, ...]
    note: Text


@dataclass(frozen=True)
class ComingDate:
    day: str
    hours: str
    is_cancelled: bool
    reason: Text


def session_words(session: Schedule, listing: Service) -> SessionWords:
    details = (
        wording.language_names(session.languages),
        str(Entry(session.entry).label) if session.entry else "",
        _("Until %(date)s") % {"date": wording.full_date(session.valid_to)} if session.valid_to else "",
    )
    return SessionWords(
        when=_days(session),
        hours=hours(session),
        details=tuple(filter(None, details)),
        note=read_text(session, "description", listing.original_language),
    )


def _days(session: Schedule) -> str:
    said = spoken(session.rrule)
    if said.rhythm == Rhythm.DATES:
        dates = [each.date for each in session.dates.all()]
        return wording.comma().join(wording.short_date(each) for each in sorted(dates))
    if said.rhythm == Rhythm.KEPT:
        return pgettext("dates of a session", "By a rule of its own")
    days = wording.comma().join(wording.weekday_name(day) for day in said.weekdays)
    return f"{Rhythm(said.rhythm).label}: {days}"


def hours(session: Schedule) -> str:
    today = timezone.localdate()
    closing_day = today + datetime.timedelta(days=session.closes_at <= session.opens_at)
    return wording.time_range(
        datetime.datetime.combine(today, session.opens_at, HELSINKI),
        datetime.datetime.combine(closing_day, session.closes_at, HELSINKI),
    )


@dataclass(frozen=True)
class PublicSession:
    """A session that readers see, to be cancelled; `key` says which one to `chosen_session`."""

    key: str
    words: str


def public_sessions(row: Service) -> list[PublicSession]:
    """The next sessions of a public listing."""
    if not row.live:
        return []
    now = timezone.now()
    return [
        PublicSession(
            f"{session.schedule_id}_{timezone.localdate(session.starts_at)}",
            wording.session_in_words(session.starts_at, session.ends_at, now),
        )
        for session in next_sessions([row], now, SHOWN)[row.pk]
    ]


def chosen_session(row: Service, key: str) -> tuple[Schedule, datetime.date]:
    """The schedule and the day of a session of a listing. Raises NoSuchSession if it has none of that key."""
    known = {each.key for each in public_sessions(row)}
    if key not in known:
        raise NoSuchSession
    schedule, _mark, day = key.partition("_")
    return Schedule.objects.get(service=row, pk=schedule), datetime.date.fromisoformat(day)


def coming_dates(listing: Service) -> list[ComingDate]:
    """The next dates of a version, cancelled ones too."""
    now = timezone.now()
    today = timezone.localdate(now)
    return [
        ComingDate(
            day=wording.dated_day(timezone.localdate(session.starts_at), today),
            hours=wording.time_range(session.starts_at, session.ends_at),
            is_cancelled=session.is_cancelled,
            reason=choose_text(dict(session.reasons).get, get_language(), listing.original_language),
        )
        for session in next_sessions_of_version(listing, now, SHOWN)
    ]
