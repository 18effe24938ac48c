"""What is due by the clock alone: publishing, expiry and counts every minute, retention every day."""

import logging
from datetime import date, datetime

from django.core.management import call_command
from django.utils import timezone

from directory.actions import forget_people
from directory.language_counts import count_languages
from directory.spoken_languages import gather_spoken_languages
from search.reasons import reason_of

logger = logging.getLogger(__name__)


class Errands:
    """The errands of one worker. On several hosts each does them: what is done already is not found again."""

    def __init__(self):
        self._minute: datetime | None = None
        self._day: date | None = None
        self._last_error = ""

    def run(self, now: datetime) -> None:
        """Do what has become due. A failure is logged and tried again in a minute: the index goes on."""
        minute = now.replace(second=0, microsecond=0)
        if minute == self._minute:
            return
        self._minute = minute
        try:
            self._run(now)
        except Exception as error:
            self._log_once(error)
        else:
            self._last_error = ""

    def _run(self, now: datetime) -> None:
        today = timezone.localdate(now)
        # Wagtail's own: pages and listings alike, with the effects that the actions have
        call_command("publish_scheduled", verbosity=0)
        count_languages(now)
        gather_spoken_languages(today)
        if today != self._day:
            if number := forget_people(today):
                logger.info("People of listings deleted because their time was over: %d.", number)
            self._day = today

    def _log_once(self, error: Exception) -> None:
        if reason_of(error) != self._last_error:
            logger.exception("What is due by the clock could not all be done.")
        self._last_error = reason_of(error)
