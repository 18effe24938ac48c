"""What a coordinator asks a figure for: read from an address, never an error."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self
from urllib.parse import urlencode

from django.conf import settings

from desk.figures.periods import Period
from desk.figures.subjects import By, Subject
from desk.figures.tally import EVERYTHING, Cell
from directory.reading.vocabulary import vocabulary


@dataclass(frozen=True)
class Asked:
    subject: Subject
    by: By
    period: Period
    narrowed: Cell = EVERYTHING

    @classmethod
    def read(cls, subject: Subject, get: Mapping[str, str], today: date) -> Self:
        by = get.get("by", "")
        by = By(by) if by in subject.ways else subject.ways[0]
        return cls(subject, by, Period.read(get.get("period", ""), today), _narrowed(subject, by, get))

    def query_string(self) -> str:
        values = {
            "by": self.by.value,
            "period": self.period.code,
            "language": self.narrowed.language_code,
            "area": self.narrowed.area,
            "theme": self.narrowed.theme,
        }
        return urlencode({name: value for name, value in values.items() if value})

    @property
    def whats(self) -> list[str]:
        return [measure.what_by(self.by) for measure in self.subject.measures]


def _narrowed(subject: Subject, by: By, get: Mapping[str, str]) -> Cell:
    terms, cell = vocabulary(settings.LANGUAGE_CODE), EVERYTHING
    known = {
        By.LANGUAGE: settings.MODELTRANSLATION_LANGUAGES,
        By.AREA: terms.areas,
        By.THEME: [term.code for term in terms.themes],
    }
    for each in subject.narrowed(by):
        value = get.get(each.value, "")
        if value in known[each]:
            cell = cell._replace(**{each.column: value})
    return cell
