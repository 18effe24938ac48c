"""Stories that people might tell, by topic: written to learn from, shown to nobody."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

#: A file for each language, a line for each topic
FOLDER = Path(__file__).parent / "stories"


class Story(NamedTuple):
    """What somebody tells whom a topic would answer best."""

    topic: str
    language: str
    text: str


def stories(folder: Path = FOLDER) -> Iterator[Story]:
    for path in _files(folder):
        for row in _rows(path):
            yield from (Story(row["id"], path.stem, text) for text in row["stories"])


def rows(folder: Path) -> Iterator[dict[str, Any]]:
    """What all files of a folder say, a line at a time."""
    for path in _files(folder):
        yield from _rows(path)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.jsonl"))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
