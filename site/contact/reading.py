"""A request as its sender reads it, and as a receiver does."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language

from contact.choices import OPEN, Act, BestTime, State
from contact.contents import Contents
from contact.models import HelpRequest, ReceivingUnit
from contact.offered import Offered, named_services
from contact.sealing import SealedError
from directory.reading import wording
from directory.reading.areas import area_name
from directory.reading.cards import SpokenLanguage, spoken_languages
from directory.reading.texts import Text, read_text
from directory.reading.vocabulary import Term, vocabulary
from directory.spoken import UNKNOWN


def unit_name(unit: ReceivingUnit) -> Text:
    """The name of its organisation in the reader's language, else its own, which coordinators write."""
    if unit.organization:
        return read_text(unit.organization, "name", get_language())
    return Text(unit.name, "fi")


@dataclass(frozen=True)
class Receipt:
    """What is told to whoever has the code."""

    request: HelpRequest

    @property
    def state(self) -> str:
        return self.request.get_state_display()

    @property
    def waits(self) -> bool:
        return self.request.state in OPEN

    @property
    def unit(self) -> Text:
        return unit_name(self.request.unit)

    @property
    def languages(self) -> tuple[SpokenLanguage, ...]:
        """Those of the unit's telephone."""
        return spoken_languages(self.request.unit.languages)

    @property
    def sent(self) -> str:
        return wording.full_date(timezone.localdate(self.request.created_at))

    @property
    def phone(self) -> str:
        """Of the unit itself, where it has one."""
        return self.request.unit.helpline.number if self.request.unit.helpline else ""

    @property
    def answered_by(self) -> str:
        return wording.full_date(self.request.answer_by)

    @property
    def is_late(self) -> bool:
        return self.request.is_late(timezone.localdate())

    @cached_property
    def contents(self) -> Contents | None:
        try:
            return Contents.opened(self.request.contents)
        except SealedError:
            return None


@dataclass(frozen=True)
class Line:
    """A request in the list of those that wait: nothing of what it says."""

    request: HelpRequest

    @property
    def number(self) -> int:
        return self.request.pk

    @property
    def sent(self) -> str:
        return wording.full_date(timezone.localdate(self.request.created_at))

    @property
    def answer_by(self) -> str:
        return wording.full_date(self.request.answer_by)

    @property
    def is_late(self) -> bool:
        return self.request.is_late(timezone.localdate())

    @property
    def state(self) -> str:
        return self.request.get_state_display()

    @property
    def unit(self) -> str:
        return self.request.unit.name

    @property
    def is_open(self) -> bool:
        return self.request.state in OPEN

    @property
    def is_closed(self) -> bool:
        return self.request.state == State.CLOSED


@dataclass(frozen=True)
class Said:
    """A note with the act that it was written with, and its day."""

    act: str
    day: str
    text: str


class OpenedRequest(Line):
    """Everything that a request says, for somebody who has opened it."""

    @cached_property
    def contents(self) -> Contents:
        return Contents.opened(self.request.contents)

    @property
    def topics(self) -> list[Term]:
        return list(filter(None, map(vocabulary(get_language()).topic, self.contents.topics)))

    @property
    def language(self) -> str:
        return wording.language_name(self.contents.language)

    @property
    def words(self) -> Text:
        language = self.contents.language
        return Text(self.contents.words, "" if language == UNKNOWN else language)

    @property
    def best_time(self) -> str:
        return str(BestTime(self.contents.best_time).label)

    @property
    def area(self) -> str:
        return area_name(self.contents.area, get_language())

    @property
    def services(self) -> list[Offered]:
        return named_services(self.contents.services)

    @property
    def notes(self) -> list[Said]:
        return [
            Said(str(Act(note.act).label), wording.full_date(_day(note.at)), note.text)
            for note in self.contents.notes
        ]


def _day(written: str) -> datetime.date:
    return timezone.localdate(datetime.datetime.fromisoformat(written))
