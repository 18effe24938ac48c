"""The help panel: whom to call, and whether somebody answers now."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory.dates import times
from directory.models import Helpline
from directory.plans import Plan
from directory.reading import wording
from directory.reading.cards import SpokenLanguage, spoken_languages
from directory.reading.examples import is_example
from directory.reading.keeping import kept_for
from directory.reading.texts import Text, read_text
from directory.sessions import Session, expand

#: Any Monday: the rules of helplines repeat weekly without a first day
FIRST_DAY = datetime.date(2024, 1, 1)
DAYS_AHEAD = 14


@dataclass(frozen=True)
class HelplineCard:
    slug: str
    name: Text
    description: Text
    number: str
    is_open: bool
    is_emergency: bool
    hours: str  # "today 9–16", or when it opens next
    languages: tuple[SpokenLanguage, ...] = ()
    has_interpretation: bool = False
    is_example: bool = False


def helpline_cards(now: datetime.datetime) -> list[HelplineCard]:
    """All helplines in their order. One query at most: nearly every page shows them."""
    language = get_language()
    return [_card(row, now, language) for row in _helplines()]


@kept_for(minutes=1)
def _helplines() -> list[Helpline]:
    return list(Helpline.objects.annotate(is_example=is_example(Helpline)))


def _card(row: Helpline, now: datetime.datetime, language: str) -> HelplineCard:
    session = None if row.is_always_open else _next_session(row, now)
    return HelplineCard(
        slug=row.slug,
        name=read_text(row, "name", language),
        description=read_text(row, "description", language),
        number=row.number,
        is_open=row.is_always_open or bool(session and times.is_open(session, now)),
        is_emergency=row.is_emergency,
        hours=_hours(row, session, now),
        languages=spoken_languages(row.languages),
        has_interpretation=row.has_interpretation,
        is_example=row.is_example,
    )


def _hours(row: Helpline, session: Session | None, now: datetime.datetime) -> str:
    if row.is_always_open:
        return _("Open day and night")
    return wording.session_in_words(session.starts_at, session.ends_at, now) if session else ""


def _next_session(row: Helpline, now: datetime.datetime) -> Session | None:
    plan = Plan(
        schedule_id=0,
        service_id=0,
        rule=row.rrule,
        start=FIRST_DAY,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        skips_holidays=True,
    )
    today = timezone.localdate(now)
    coming = expand(plan, today - datetime.timedelta(days=1), today + datetime.timedelta(days=DAYS_AHEAD))
    return next((session for session in coming if session.ends_at > now), None)
