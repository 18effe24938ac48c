"""Stories that people might tell, by topic: written to learn from, shown to nobody."""

import json
from collections.abc import Iterator
from pathlib import Path

#: A file for each language, a line for each topic
FOLDER = Path(__file__).parent / "stories"


def stories(folder: Path = FOLDER) -> Iterator[tuple[str, str]]:
    """Yield topics, each with a story whose best answer it is."""
    for path in sorted(folder.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                yield from ((row["id"], story) for story in row["stories"])
