"""Filters of a list: read from an address, never an error."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Self
from urllib.parse import urlencode

MOST_DIGITS = 9
LONGEST_WORDS = 100


@dataclass(frozen=True)
class Filters:
    """What a coordinator asks for: inherited with a text for each filter, empty where it narrows nothing."""

    @classmethod
    def readers(cls) -> Mapping[str, Callable[[str], bool]]:
        """By filter, whether a text is a value of it; a filter that is not here takes any words."""
        raise NotImplementedError

    @classmethod
    def read(cls, get: Mapping[str, str]) -> Self:
        readers = cls.readers()
        texts = {field.name: get.get(field.name, "") for field in fields(cls)}
        return cls(**{name: _read(text, readers.get(name)) for name, text in texts.items()})

    def query_string(self, **others: str) -> str:
        """The address of the same list, or of one with other filters."""
        asked = replace(self, **others)
        pairs = [(field.name, getattr(asked, field.name)) for field in fields(asked)]
        return urlencode([(name, value) for name, value in pairs if value])

    @property
    def is_anything(self) -> bool:
        return self != type(self)()


def is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS


def is_ticked(text: str) -> bool:
    return text == "1"


def _read(text: str, is_known: Callable[[str], bool] | None) -> str:
    if is_known is None:
        return text.replace("\x00", "").strip()[:LONGEST_WORDS]
    return text if is_known(text) else ""
