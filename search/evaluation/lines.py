"""Lines of a judgement set's files: a JSON object each, and what is wrong by file, line and field."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple


class UnreadableSet(Exception):  # noqa: N818 - says what is wrong with a set, like those of the engines
    """A file of a judgement set is missing, or a line of it cannot be read."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line, and where it stands."""

    path: Path
    number: int
    values: dict[str, Any]

    def unreadable(self, what: str) -> UnreadableSet:
        return UnreadableSet(f"{self.path}, line {self.number}: {what}")


class Field(NamedTuple):
    """What a field has to be; one that is not required may also be missing or null."""

    be: str
    holds: Callable[[Any], bool]
    is_required: bool = False


def read_lines(path: Path, fields: Mapping[str, Field]) -> list[Line]:
    """The lines of a file, with these fields and perhaps others. Raises UnreadableSet."""
    lines = list(_lines(path))
    for line in lines:
        for name, field in fields.items():
            _require(line, name, field)
    return lines


def _lines(path: Path) -> Iterator[Line]:
    try:
        read = path.read_bytes().splitlines()
    except OSError as error:
        raise UnreadableSet(f"{path} cannot be read: {error.strerror}") from error
    for number, text in enumerate(read, 1):
        if text.strip():
            yield Line(path, number, _object(path, number, text))


def _object(path: Path, number: int, text: bytes) -> dict[str, Any]:
    unread = Line(path, number, {})
    try:
        found = json.loads(text)
    except ValueError as error:
        raise unread.unreadable(f"this is not JSON: {error}") from error
    if not isinstance(found, dict):
        raise unread.unreadable("this is no JSON object")
    return found


def _require(line: Line, name: str, field: Field) -> None:
    value = line.values.get(name)
    if value is None and field.is_required:
        raise line.unreadable(f"the field {name!r} is missing")
    if value is not None and not field.holds(value):
        said = json.dumps(value, ensure_ascii=False)
        raise line.unreadable(f"{name!r} has to be {field.be}, and is {said}")
