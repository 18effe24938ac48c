"""What is next over all services of a tray: the coming seven days, day by day."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from django.utils import timezone

from directory.dates import times
from directory.prepared import Row
from directory.reading import wording
from directory.reading.cards import Card
from directory.sessions import Session, sessions_between
from trays.reading.moves import DATES_READ


@dataclass(frozen=True)
class Visit:
    """One session of a service in the tray."""

    hours: str
    card: Card
    is_open: bool
    is_cancelled: bool


@dataclass(frozen=True)
class Day:
    name: str
    visits: tuple[Visit, ...]


def week_of(
    sessions: Mapping[int, list[Session]],
    services: Mapping[int, Row],
    cards: Mapping[int, Card],
    now: datetime.datetime,
) -> list[Day]:
    """The days on which there is something, from today on. `sessions` are the next few of each service."""
    coming = sorted(
        (each for each in _of_week(sessions, services, now) if each.service_id in cards),
        key=lambda session: (session.starts_at, session.service_id),
    )
    today = timezone.localdate(now)
    return [
        Day(wording.day_in_words(day, today), tuple(_visit(each, cards, now) for each in visits))
        for day, visits in groupby(coming, key=lambda each: max(today, times.local_date(each.starts_at)))
    ]


def _of_week(
    sessions: Mapping[int, list[Session]], services: Mapping[int, Row], now: datetime.datetime
) -> list[Session]:
    """Those read already; only a service that is open more often is asked for all of its week."""
    window = times.next_seven_days(now)
    busy = [
        services[pk]
        for pk, few in sessions.items()
        if len(few) >= DATES_READ and few[-1].starts_at < window.end
    ]
    found = {**sessions, **sessions_between(busy, window.start, window.end, with_cancelled=True)}
    coming = (session for each in found.values() for session in each if session.ends_at > now)
    return [session for session in coming if window.includes(session)]


def _visit(session: Session, cards: Mapping[int, Card], now: datetime.datetime) -> Visit:
    return Visit(
        hours=wording.time_range(session.starts_at, session.ends_at),
        card=cards[session.service_id],
        is_open=times.is_open(session, now),
        is_cancelled=session.is_cancelled,
    )
