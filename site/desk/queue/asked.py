"""What a coordinator asks the queue for: read from an address, never an error."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Self
from urllib.parse import urlencode

from django.conf import settings

from desk.queue.kinds import Kind
from directory.reading.vocabulary import vocabulary

MOST_DIGITS = 9


@dataclass(frozen=True)
class Asked:
    """Filters of the queue; empty ones ask for everything."""

    kind: str = ""
    area: str = ""
    language: str = ""
    partner: str = ""
    mine: str = ""
    late: str = ""

    @classmethod
    def read(cls, get: Mapping[str, str]) -> Self:
        known = {name: get.get(name, "") for name in READERS}
        return cls(**{name: value if READERS[name](value) else "" for name, value in known.items()})

    def query_string(self) -> str:
        pairs = [(field.name, getattr(self, field.name)) for field in fields(self)]
        return urlencode([(name, value) for name, value in pairs if value])

    @property
    def is_anything(self) -> bool:
        return self != Asked()


def is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS


READERS = {
    "kind": lambda text: text in Kind.values,
    "area": lambda text: text in vocabulary(settings.LANGUAGE_CODE).areas,
    "language": lambda text: text in settings.MODELTRANSLATION_LANGUAGES,
    "partner": is_number,
    "mine": lambda text: text == "1",
    "late": lambda text: text == "1",
}
