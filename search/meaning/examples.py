"""Listings as many publishers might write them, and who looks for them: written to learn from."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from search.meaning.passages import passage_of
from search.meaning.told import rows

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
    for row in rows(folder):
        yield Example(
            row["id"].partition("/")[0],
            tuple(row["also"]),
            passage_of(row["name"], (row["summary"], row["description"])),
            tuple((query["kind"], query["text"]) for query in row["queries"]),
        )
