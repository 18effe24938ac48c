"""Where embedded indexes lie: a folder for each generation, and a file that names the one that serves.

A rebuild fills a new folder and then replaces the file `current` in one step, so a crash at any moment leaves
a whole index serving. Each version of the fields has a folder of its own around that: an old and a new
version of the product can run side by side. What was left behind is swept by the next rebuild.
"""

import json
import os
import shutil
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Self

#: Raise it when the fields change, what is stored means something else, or a row is read of it in another way
SCHEMA_VERSION = 10
_PREFIX = "generation-"


@dataclass(frozen=True)
class StateFile:
    """What is written beside an index, after each commit."""

    built_for: str
    progress: Mapping[str, Any] = field(default_factory=dict)

    @property
    def built_for_date(self) -> date:
        return date.fromisoformat(self.built_for)

    @classmethod
    def read(cls, generation: Path) -> Self | None:
        """None when there is none, or none that makes sense. Raises OSError when it cannot be read."""
        try:
            state = cls(**json.loads((generation / "state.json").read_text()))
            return state if state.built_for_date else None
        except (FileNotFoundError, NotADirectoryError, ValueError, TypeError):
            return None

    def write(self, generation: Path) -> None:
        _replace(generation / "state.json", json.dumps(asdict(self)))


class Generations:
    """The indexes of one version in the folder of a host."""

    def __init__(self, host: Path, version: int):
        self.host, self.version = host, version
        self.folder = host / f"v{version}"
        self.folder.mkdir(parents=True, exist_ok=True)

    @property
    def current_file(self) -> Path:
        return self.folder / "current"

    def current(self) -> Path | None:
        """The folder of the index that serves. Raises OSError when that cannot be told just now: whoever took
        it for none would sweep the one that serves.
        """
        try:
            name = self.current_file.read_text().strip()
        except (FileNotFoundError, NotADirectoryError, ValueError):
            return None
        return self.folder / name if name.startswith(_PREFIX) and "/" not in name else None

    def create(self) -> Path:
        """An empty folder for a new index."""
        generation = self.folder / f"{_PREFIX}{uuid.uuid4().hex[:12]}"
        generation.mkdir(parents=True)
        return generation

    def switch_to(self, generation: Path) -> None:
        _replace(self.current_file, generation.name)

    def sweep(self) -> None:
        """Delete all but the one that serves, and older versions once this one has an index.

        Only whoever holds the lock may.
        """
        current = self.current()
        leftovers = [each for each in self.folder.glob(f"{_PREFIX}*") if each != current]
        for leftover in [*leftovers, *(self._older() if current else [])]:
            # Readers that still have it open keep its files until they turn to the new one
            shutil.rmtree(leftover, ignore_errors=True)

    def _older(self) -> Iterator[Path]:
        # Before versions had folders
        yield from self.host.glob(f"{_PREFIX}*")
        for folder in self.host.glob("v*"):
            number = folder.name.removeprefix("v")
            if number.isdecimal() and int(number) < self.version:
                yield folder


def _replace(path: Path, text: str) -> None:
    """Write a file so that a reader finds the old one or the new one, also after a power failure."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    with beside.open("w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
