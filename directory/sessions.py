"""When listings meet: schedules expanded into sessions, for a page, a listing or the search index.

A session is on a day when the schedule's rule falls on it, or when it is stated as an extra date. A stated
date stands over the rule and over public holidays; a cancelled one is a session with `is_cancelled`, where
the rule falls on it or the schedule has none.
Nothing is outside the time for which the listing and the schedule are valid, nor while the listing is
closed. A session past midnight belongs to the day on which it begins.
"""

import heapq
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby, islice
from operator import attrgetter

from directory.dates import recurrences
from directory.dates.public_holidays import is_public_holiday
from directory.dates.times import HELSINKI, Window, local_date
from directory.models import Service
from directory.plans import NOTE_FIELDS, Pairs, Plan, StatedDate, plans_of, plans_of_version

logger = logging.getLogger(__name__)

#: How far ahead a next session is looked for
HORIZON = timedelta(days=400)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Session:
    """One meeting of a listing, in UTC, with what it takes from its schedule or else from the listing.

    `reasons` and `notes` are pairs of language and text: why it was added or cancelled, and what is written
    of its schedule, where that was asked for.
    """

    schedule_id: int
    service_id: int
    starts_at: datetime
    ends_at: datetime
    location_id: int | None
    languages: tuple[str, ...]
    entry: str
    is_cancelled: bool = False
    reasons: Pairs = ()
    notes: Pairs = ()


@dataclass(frozen=True, slots=True)
class SessionTemplate:
    """A schedule without its dates: what holds for all sessions, and the days between which they may be."""

    schedule_id: int
    service_id: int
    location_id: int | None
    languages: tuple[str, ...]
    entry: str
    first_day: date
    last_day: date | None


@dataclass(frozen=True, slots=True)
class Coming:
    """The sessions of a listing not over yet, cancelled ones too; those of a window; the days of a course."""

    following: tuple[Session, ...]
    within: tuple[Session, ...]
    course: tuple[date, date] | None


def sessions_between(
    services: Iterable[Service],
    start: datetime,
    end: datetime,
    *,
    with_cancelled: bool = False,
    extra: tuple[str, ...] = (),
) -> dict[int, list[Session]]:
    """The sessions that overlap [start, end), in order, for each listing by its id. One query.

    `extra` is that of `plans_of`.
    """
    first, last, window = local_date(start) - ONE_DAY, local_date(end), Window(start, end)
    return {
        service_id: [s for s in _in_order(plans, first, last, with_cancelled) if window.includes(s)]
        for service_id, plans in plans_of(services, first, last, extra=extra).items()
    }


def next_sessions(
    services: Iterable[Service],
    after: datetime,
    limit: int,
    *,
    with_cancelled: bool = False,
    extra: tuple[str, ...] = (),
) -> dict[int, list[Session]]:
    """The first sessions not over yet, running ones among them, for each listing by its id. One query.

    `extra` is that of `plans_of`.
    """
    first, last = local_date(after) - ONE_DAY, local_date(after) + HORIZON
    found = {}
    for service_id, plans in plans_of(services, first, last, extra=extra).items():
        sessions = _in_order(plans, first, last, with_cancelled)
        found[service_id] = list(islice((s for s in sessions if s.ends_at > after), limit))
    return found


def coming(service: Service, after: datetime, limit: int, window: Window) -> Coming:
    """What is known of a listing's sessions, with notes: at most `limit` next ones. One query.

    The window begins no later than `after`, by less than the horizon.
    """
    first, last = local_date(window.start) - ONE_DAY, local_date(after) + HORIZON
    plans = plans_of([service], first, last, extra=NOTE_FIELDS)[service.pk]
    following = (s for s in _in_order(plans, first, last, True) if s.ends_at > after)
    within = _in_order(plans, first, local_date(window.end), False)
    return Coming(
        tuple(islice(following, limit)),
        tuple(session for session in within if window.includes(session)),
        _course(plans),
    )


def _course(plans: list[Plan]) -> tuple[date, date] | None:
    """The first and the last day of what repeats, ends, and is not longer than the horizon."""
    templates = [_template(plan) for plan in plans if plan.rule]
    ends = [template.last_day for template in templates if template]
    if not ends or None in ends or len(templates) != len(plans):
        return None
    first = min(template.first_day for template in templates)
    if max(ends) - first > HORIZON:
        return None
    days = [local_date(session.starts_at) for session in _in_order(plans, first, max(ends), False)]
    return (days[0], days[-1]) if days and days[0] != days[-1] else None


def next_sessions_of_version(listing: Service, after: datetime, limit: int) -> list[Session]:
    """The same of a listing in memory, such as an edit that waits; cancelled ones too. No query."""
    first, last = local_date(after) - ONE_DAY, local_date(after) + HORIZON
    sessions = _in_order(plans_of_version(listing), first, last, True)
    return list(islice((session for session in sessions if session.ends_at > after), limit))


def session_templates(services: Iterable[Service]) -> dict[int, list[SessionTemplate]]:
    """The templates of each listing by its id; none for a schedule without any dates. One query."""
    return {
        service_id: [template for plan in plans if (template := _template(plan))]
        for service_id, plans in plans_of(services, date.min, date.max).items()
    }


def last_day(templates: Iterable[SessionTemplate]) -> date | None:
    """The last day of all sessions; None if they go on, or there are none."""
    days = [template.last_day for template in templates]
    return max(days) if days and None not in days else None


def last_day_of_version(listing: Service) -> date | None:
    """The same of a listing in memory. No query."""
    return last_day(filter(None, map(_template, plans_of_version(listing))))


def expand(plan: Plan, first: date, last: date) -> Iterator[Session]:
    """The sessions that begin between two days, in order, cancelled ones among them; made one by one."""
    first, last = max(first, plan.first_day), min(last, plan.last_day)
    stated = {stated.day: stated for stated in plan.stated if first <= stated.day <= last}
    for day in _days(plan, first, last, stated):
        is_closed = plan.closed and plan.closed[0] <= day <= plan.closed[1]
        is_skipped = day not in stated and plan.skips_holidays and is_public_holiday(day)
        if not (is_closed or is_skipped):
            yield _session(plan, stated.get(day) or StatedDate(day))


def _days(plan: Plan, first: date, last: date, stated: dict[date, StatedDate]) -> Iterator[date]:
    """The days of the rule and those stated beside it, each once, in order; holidays among them."""
    rule = _rule(plan)
    days = recurrences.days(rule, _begin(plan), first, last) if rule else iter(())
    # Cancelling a date on which the rule never falls cancels nothing
    beside = sorted(day for day, on in stated.items() if not (plan.rule and on.is_cancelled))
    return (day for day, _same in groupby(heapq.merge(days, beside))) if beside else days


def _rule(plan: Plan) -> recurrences.Rule | None:
    """A broken rule, of an import or an old revision, must not break the page that lists it among others."""
    try:
        return recurrences.parse_rule(plan.rule) if plan.rule else None
    except ValueError:
        logger.warning("Schedule %s has a rule that cannot be read: %s", plan.schedule_id, plan.rule)
        return None


def _begin(plan: Plan) -> datetime:
    return datetime.combine(plan.start, plan.opens_at)


def _session(plan: Plan, on: StatedDate) -> Session:
    starts_at, ends_at = _hours(on.day, plan.opens_at, plan.closes_at)
    return Session(
        plan.schedule_id,
        plan.service_id,
        starts_at,
        ends_at,
        plan.location_id,
        plan.languages,
        plan.entry,
        on.is_cancelled,
        on.reasons,
        plan.notes,
    )


@lru_cache(maxsize=16_384)
def _hours(day: date, opens_at: time, closes_at: time) -> tuple[datetime, datetime]:
    """The clock on the wall as moments in UTC.

    Where the clock is moved, as RFC 5545 (3.3.5) says: an hour that comes twice is the first one; an hour
    that does not exist is counted from before the change, so 3:30 is when the clock shows 4:30. What would
    then end before it begins keeps its length.
    """
    closing_day = day if closes_at > opens_at else day + ONE_DAY
    opening, closing = datetime.combine(day, opens_at), datetime.combine(closing_day, closes_at)
    starts_at = opening.replace(tzinfo=HELSINKI).astimezone(UTC)
    ends_at = closing.replace(tzinfo=HELSINKI).astimezone(UTC)
    return starts_at, ends_at if ends_at > starts_at else starts_at + (closing - opening)


def _in_order(plans: list[Plan], first: date, last: date, with_cancelled: bool) -> Iterator[Session]:
    merged = heapq.merge(*(expand(plan, first, last) for plan in plans), key=attrgetter("starts_at"))
    return (session for session in merged if with_cancelled or not session.is_cancelled)


def _template(plan: Plan) -> SessionTemplate | None:
    rule = _rule(plan)
    extra = [stated.day for stated in plan.stated if not stated.is_cancelled]
    if rule is None and not extra:
        return None
    rule_days = [plan.start, recurrences.last_day(rule, _begin(plan)) or date.max] if rule else []
    last_day = min(plan.last_day, max([*rule_days, *extra]))
    return SessionTemplate(
        plan.schedule_id,
        plan.service_id,
        plan.location_id,
        plan.languages,
        plan.entry,
        first_day=max(plan.first_day, min([*rule_days, *extra])),
        last_day=None if last_day == date.max else last_day,
    )
