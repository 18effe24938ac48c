"""What is due by the clock alone: publishing, expiry and counts, retention every day."""

import logging
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial

from django.utils import timezone

from directory.actions import forget_people
from directory.language_counts import count_languages
from directory.spoken_languages import gather_spoken_languages
from search.duties import scheduled
from search.indexing.reasons import reason_of

logger = logging.getLogger(__name__)

Errand = Callable[[], object]


class Errands:
    """The errands of one worker. On several hosts each does them: what is done already is not found again.

    Once a minute, and at the moment at which something is to be published or to end.
    """

    def __init__(self):
        self._minute: datetime | None = None
        self._next: datetime | None = None
        self._day: date | None = None
        self._told: set[str] = set()

    def run(self, now: datetime) -> None:
        """Do what has become due. What fails is logged once, tried again in a minute, and stops no other."""
        minute = now.replace(second=0, microsecond=0)
        if minute == self._minute and (self._next is None or now < self._next):
            return
        is_new_minute, self._minute = minute != self._minute, minute
        reasons = {self._failure(errand) for errand in self._due(now, is_new_minute=is_new_minute)}
        if is_new_minute:
            self._told &= reasons

    def _due(self, now: datetime, *, is_new_minute: bool) -> Iterator[Errand]:
        self._next = None
        yield from self._scheduled(now)
        if is_new_minute:
            yield partial(count_languages, now)
            yield partial(gather_spoken_languages, timezone.localdate(now))
            yield partial(self._forget, timezone.localdate(now))

    def _scheduled(self, now: datetime) -> Iterator[Errand]:
        found: list[Errand] = []
        yield lambda: found.extend(scheduled.due(now))
        yield from found
        yield partial(self._look_ahead, now)

    def _look_ahead(self, now: datetime) -> None:
        self._next = scheduled.next_after(now)

    def _forget(self, today: date) -> None:
        if today != self._day:
            if number := forget_people(today):
                logger.info("People of listings deleted because their time was over: %d.", number)
            self._day = today

    def _failure(self, errand: Errand) -> str:
        """Why it failed, or empty."""
        try:
            errand()
        except Exception as error:
            reason = reason_of(error)
            if reason not in self._told:
                self._told.add(reason)
                logger.exception("What is due by the clock could not all be done.")
            return reason
        return ""
