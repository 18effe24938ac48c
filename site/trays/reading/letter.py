"""A tray as the family reads it: like a letter from a person, with everything as it is now."""

import datetime

from django.utils.functional import cached_property
from django.utils.translation import get_language

from directory.reading import wording
from directory.reading.alerts import Concerns, concerns_of
from directory.reading.helplines import HelplineCard, helpline_cards
from directory.reading.texts import Text
from trays.models import Tray
from trays.reading.addresses import Handover
from trays.reading.named import title_of
from trays.reading.stops import Stop, Stops
from trays.reading.week import Day, week_of


class Letter:
    """The values the template of a tray shows, in the reader's language."""

    def __init__(self, tray: Tray, key: str, *, now: datetime.datetime):
        self.tray, self.now, self.language = tray, now, get_language()
        self.handover = Handover(key, self.language)
        self._read = Stops(tray, now)

    @cached_property
    def stops(self) -> list[Stop]:
        return self._read.read()

    @property
    def concerns(self) -> Concerns:
        """Of what is named: an alert about the rest would tell what it is."""
        return concerns_of(self._read.services.keys() - self._read.plain)

    @property
    def named(self) -> list[int]:
        """The services that go along when help is asked for: not those whose name is not to be seen."""
        return [pk for pk in self._read.services if pk not in self._read.plain]

    @cached_property
    def title(self) -> Text:
        return title_of(self.tray, len(self._read.items))

    @property
    def greetings(self) -> list[Text]:
        return self.tray.written(self.tray.greeting, self.tray.second_greeting, self.language)

    @property
    def until(self) -> str:
        return wording.full_date(self.tray.expires_on)

    @cached_property
    def week(self) -> list[Day]:
        return week_of(self._read.sessions, self._read.services, self._read.cards, self.now)

    @cached_property
    def help(self) -> HelplineCard | None:
        """The number that stands on the paper."""
        lines = helpline_cards(self.now)
        return next((line for line in lines if not line.is_emergency), None)
