"""Reading a folder of payloads: services/, channels/ and organizations/, JSON files of one or of several."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from directory.imports.problems import Problem, RefusedError
from directory.imports.ptv.characters import as_text

Body = dict[str, Any]
GONE = ("Deleted", "Archived")
#: What reading a payload of another shape raises
UNEXPECTED = (KeyError, TypeError, ValueError, AttributeError)


@dataclass(frozen=True)
class Payload:
    file: str
    body: Body

    @property
    def identifier(self) -> str:
        return self.body["id"]

    @property
    def is_gone(self) -> bool:
        """Whether the source took it back."""
        return self.body.get("publishingStatus") in GONE


@dataclass
class Payloads:
    """The payloads of a folder by their identifiers, and the files that could not be read."""

    services: dict[str, Payload] = field(default_factory=dict)
    channels: dict[str, Payload] = field(default_factory=dict)
    organizations: dict[str, Payload] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    examples: Counter = field(default_factory=Counter)


def read_folder(folder: Path) -> Payloads:
    """Read all files. Raises RefusedError where there is no folder of services."""
    if not (folder / "services").is_dir():
        raise RefusedError(f"{folder}: no such folder, or no folder services/ in it")
    payloads = Payloads()
    for kind in ("services", "channels", "organizations"):
        _read_kind(folder / kind, getattr(payloads, kind), payloads)
    return payloads


def objects(value: Any) -> list[Body]:
    """The objects of a list, whatever a payload has in its place."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _read_kind(folder: Path, into: dict[str, Payload], payloads: Payloads) -> None:
    for path in sorted(folder.glob("*.json")):
        file = f"{folder.name}/{path.name}"
        try:
            for body in _bodies(path):
                _keep(Payload(file, without_examples(body, payloads.examples)), into)
        except (OSError, ValueError, RecursionError, RefusedError) as error:
            payloads.problems.append(Problem(file, path.stem, _reason(error)))


def _bodies(path: Path) -> Iterator[Body]:
    content = as_text(json.loads(path.read_text(encoding="utf-8-sig")))
    for body in content if isinstance(content, list) else [content]:
        if not isinstance(body, dict) or not isinstance(body.get("id"), str) or not body["id"]:
            raise RefusedError("not a payload: no id")
        yield body


def _keep(payload: Payload, into: dict[str, Payload]) -> None:
    if other := into.get(payload.identifier):
        raise RefusedError(f"has the id of {other.file}")
    into[payload.identifier] = payload


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON: {error}"
    if isinstance(error, UnicodeDecodeError):
        return "not UTF-8"
    return str(error)


def without_examples(value: Any, found: Counter) -> Any:
    """A payload without the examples of the register's own documentation that it is filled up with.

    An example gives itself away: one of its values is the name of its key ("type": "type"). `otherAddress`
    has no such value; it says something only about addresses of that kind.
    """
    if isinstance(value, list):
        return [without_examples(item, found) for item in value if not _is_example(item, found)]
    if not isinstance(value, dict):
        return value
    is_elsewhere = value.get("subType") == "Other"
    return {
        key: without_examples(item, found)
        for key, item in value.items()
        if not _is_echo(key, item, found) and (key != "otherAddress" or is_elsewhere)
    }


def _is_example(item: Any, found: Counter) -> bool:
    is_example = isinstance(item, dict) and any(key == value for key, value in item.items())
    found["examples"] += is_example
    return is_example


def _is_echo(key: str, item: Any, found: Counter) -> bool:
    found["examples"] += key == item
    return key == item
