"""Listings as many publishers might write them, and who looks for them: written to learn from."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from search.meaning.passages import passage_of
from search.meaning.told import rows

FOLDER = Path(__file__).parent / "examples"


class Asked(NamedTuple):
    """What somebody types, and which kind of text it is."""

    language: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Example:
    """A listing of a topic, and queries that it is the best answer to."""

    topic: str
    #: What else it serves
    also: tuple[str, ...]
    passage: str
    queries: tuple[Asked, ...]


def examples(folder: Path = FOLDER) -> Iterator[Example]:
    for row in rows(folder):
        yield Example(
            row["id"].partition("/")[0],
            tuple(row["also"]),
            passage_of(row["name"], (row["summary"], row["description"])),
            tuple(Asked(query["lang"], query["kind"], query["text"]) for query in row["queries"]),
        )
