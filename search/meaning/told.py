"""Stories that people might tell, by topic: written to learn from, shown to nobody."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

#: A file for each language, a line for each topic
FOLDER = Path(__file__).parent / "stories"


def stories(folder: Path = FOLDER) -> Iterator[tuple[str, str]]:
    """Yield topics, each with a story whose best answer it is."""
    for row in rows(folder):
        yield from ((row["id"], story) for story in row["stories"])


def rows(folder: Path) -> Iterator[dict[str, Any]]:
    """What all files of a folder say, a line at a time."""
    for path in sorted(folder.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)
