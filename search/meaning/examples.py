"""Listings as many publishers might write them, and who looks for them: written to learn from."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "examples"


@dataclass(frozen=True, slots=True)
class Example:
    """A listing of a topic; `queries` are kinds of texts, each with a text that it is the best answer to."""

    topic: str
    #: What else it serves
    also: tuple[str, ...]
    passage: str
    queries: tuple[tuple[str, str], ...]


def examples(folder: Path = FOLDER) -> Iterator[Example]:
    for path in sorted(folder.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                yield Example(
                    row["id"].partition("/")[0],
                    tuple(row["also"]),
                    # As search.listing_texts joins the texts of a listing
                    f"{row['name']}. {' '.join(filter(None, (row['summary'], row['description'])))}",
                    tuple((query["kind"], query["text"]) for query in row["queries"]),
                )
