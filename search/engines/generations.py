"""Where embedded indexes lie: a folder for each generation, and a file that names the one that serves.

A rebuild fills a new folder and then replaces the file `current` in one step, so a crash at any moment leaves
a whole index serving. What was left behind is swept by the next rebuild.
"""

import json
import os
import shutil
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Self

#: Raise it when the fields or the meaning of what is stored change: an index of another version is not read
SCHEMA_VERSION = 7
_PREFIX = "generation-"


@dataclass(frozen=True)
class StateFile:
    """What is written beside an index, after each commit."""

    built_for: str
    progress: Mapping[str, Any] = field(default_factory=dict)
    version: int = SCHEMA_VERSION

    @property
    def built_for_date(self) -> date:
        return date.fromisoformat(self.built_for)

    @classmethod
    def read(cls, generation: Path) -> Self | None:
        """None when there is none that this version can read."""
        try:
            state = cls(**json.loads((generation / "state.json").read_text()))
            return state if state.version == SCHEMA_VERSION and state.built_for_date else None
        except (OSError, ValueError, TypeError):
            return None

    def write(self, generation: Path) -> None:
        _replace(generation / "state.json", json.dumps(asdict(self)))


class Generations:
    """The folder of all indexes of one host."""

    def __init__(self, folder: Path):
        self.folder = folder

    @property
    def current_file(self) -> Path:
        return self.folder / "current"

    def current(self) -> Path | None:
        """The folder of the index that serves."""
        try:
            name = self.current_file.read_text().strip()
        except OSError:
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
        """Delete all but the one that serves. Only whoever holds the lock may."""
        current = self.current()
        for leftover in self.folder.glob(f"{_PREFIX}*"):
            if leftover != current:
                # Readers that still have it open keep its files until they turn to the new one
                shutil.rmtree(leftover, ignore_errors=True)


def _replace(path: Path, text: str) -> None:
    """Write a file so that a reader finds the old one or the new one, also after a power failure."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    with beside.open("w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
