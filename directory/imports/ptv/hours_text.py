"""Opening hours in words, for phone numbers: they have a text for hours, no schedule."""

from collections.abc import Iterable
from datetime import time
from itertools import groupby

from django.utils import translation

from directory.dates.recurrences import WEEKDAYS
from directory.imports.ptv.values import Session, Texts
from directory.reading.wording import clock_time, comma, weekday_name

#: The register's languages; the interface's catalogues need not be there for a text of the source
AROUND_THE_CLOCK = {"fi": "ympäri vuorokauden", "sv": "dygnet runt", "en": "day and night"}


def hours_in_words(sessions: Iterable[Session], languages: Iterable[str]) -> Texts:
    """Weekly hours in some languages: "ma–pe 8–16, la 10–14". Hours of single dates are left out."""
    weekly = [session for session in sessions if session.rrule and not session.valid_to]
    texts = {}
    for language in languages:
        with translation.override(language):
            texts[language] = comma().join(_in_words(session, language) for session in weekly)
    return {language: text for language, text in texts.items() if text}


def _in_words(session: Session, language: str) -> str:
    weekdays = [WEEKDAYS.index(day) for day in session.rrule.rpartition("BYDAY=")[2].split(",")]
    note = session.description.get(language, "")
    hours = f"{clock_time(session.opens_at)}–{_end(session.closes_at)}"
    if session.opens_at == session.closes_at == time(0):
        hours = AROUND_THE_CLOCK.get(language, "0–24")
    if not (len(weekdays) == 7 and session.opens_at == session.closes_at):
        hours = f"{_weekdays_in_words(weekdays)} {hours}"
    return f"{hours} ({note})" if note else hours


def _end(closes_at: time) -> str:
    return clock_time(closes_at) if closes_at != time(0) else "24"


def _weekdays_in_words(weekdays: list[int]) -> str:
    """Runs of days: "ma–ke", and pairs and single days: "la", "la, su"."""
    runs = [
        [day for _n, day in run]
        for _key, run in groupby(enumerate(weekdays), key=lambda pair: pair[1] - pair[0])
    ]
    words = [
        f"{weekday_name(run[0])}–{weekday_name(run[-1])}"
        if len(run) > 2
        else comma().join(map(weekday_name, run))
        for run in runs
    ]
    return comma().join(words)
