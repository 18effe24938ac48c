"""What is wrong with one entry of an import, said so that a person can mend it."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.utils import translation


class RefusedError(Exception):
    """An entry cannot be imported; the message says why."""


@dataclass(frozen=True)
class Problem:
    """An entry that was left out: the file, the entry's id (or its place in the file) and why."""

    file: str
    id: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: {self.id}: {self.reason}"


def reason_of(error: Exception) -> str:
    """An exception in one line, with the names of the fields it is about.

    In English whatever the site's language: operators read it beside logs, and search for it.
    """
    with translation.override("en"):
        return _reason(error)


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError) and hasattr(error, "error_dict"):
        return "; ".join(f"{field}: {' '.join(messages)}" for field, messages in error.message_dict.items())
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if isinstance(error, KeyError):
        return f"{error.args[0]} is missing"
    if isinstance(error, DatabaseError):
        # PostgreSQL goes on with the whole row, in lines of their own
        return next(iter(str(error).splitlines()), type(error).__name__)
    return str(error)
