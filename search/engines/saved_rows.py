"""The rows of a new index, kept beside it by whoever fills it.

Every process reads them at its start and after each rebuild, in a tenth of the time that documents take. What
was written since has another edition and is read from the index, as all of it is where there is no such file.
"""

import json
import logging
import mmap
import os
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from search.engines.rows import SERVICE_FACETS, SESSION_FACETS, Place, Row, Tags
from search.geography import Point

#: What a row has: type, and how many numbers a line of it; wider types first, so that none begins askew
ARRAYS = {
    "numbers": (np.int32, None),
    "tags": (np.int32, None),
    "templates": (np.int32, 2),
    "template_tags": (np.int32, 2),
    "occurrences": (np.int32, 4),
    "vector": (np.int8, None),
    "near_topics": (np.uint8, None),
}
#: Before the arrays of a listing stand its id, its edition and the size of each of them, in words of 8 bytes
WORD, HEAD = 8, 2 + len(ARRAYS)

logger = logging.getLogger(__name__)


class RowsFile:
    """Takes the rows of an index that is being made, one after another; counts once it is closed."""

    def __init__(self, generation: Path):
        self.generation = generation
        self.tags = Tags()
        self.file = _rows_path(generation).open("wb")
        self.checksum = 0

    def add(self, service_id: int, row: Row) -> None:
        """Of a listing that comes again the last row counts."""
        arrays = [np.asarray(getattr(row, name), kind) for name, (kind, _width) in ARRAYS.items()]
        head = np.array([service_id, row.edition, *(each.size for each in arrays)], np.int64)
        said = b"".join(each.tobytes() for each in (head, *arrays))
        said += bytes(-len(said) % WORD)
        self.file.write(said)
        self.checksum = zlib.crc32(said, self.checksum)

    def close(self) -> None:
        """Raises OSError where the disk is full."""
        size = self.file.tell()
        with self.file:
            self.file.flush()
            os.fsync(self.file.fileno())
        said = {"size": size, "checksum": self.checksum, "facets": _facets(), **_said_of(self.tags)}
        _tags_path(self.generation).write_text(json.dumps(said))


class SavedRows(NamedTuple):
    """The rows of an index when it was made, by id, the tags whose numbers they hold, and where they lie."""

    by_id: dict[int, Row]
    tags: Tags
    mapped: mmap.mmap | None = None


def saved_rows(generation: Path) -> SavedRows:
    """Read what RowsFile wrote; nothing where it is not whole, or of other facets than those of now."""
    try:
        said = json.loads(_tags_path(generation).read_text())
        if said["facets"] == _facets() and said["size"]:
            mapped = _mapped(generation, said)
            return SavedRows(_rows(mapped), _tags_of(said), mapped)
    except FileNotFoundError:
        pass
    except (OSError, ValueError, KeyError, TypeError) as error:
        logger.warning("All documents of the search index are read: its rows cannot be (%r).", error)
    return SavedRows({}, Tags())


def let_go(mapped: mmap.mmap) -> None:
    """Take rows out of the memory of this process until they are read again: 16 MB of 10,000 listings.

    They stay in that of the machine while it has room.
    """
    mapped.madvise(mmap.MADV_DONTNEED)


def _mapped(generation: Path, said: Mapping[str, Any]) -> mmap.mmap:
    """The file, mapped, so that processes share it. Raises OSError, ValueError if it is not whole."""
    with _rows_path(generation).open("rb") as file:
        mapped = mmap.mmap(file.fileno(), said["size"], access=mmap.ACCESS_READ)
    if zlib.crc32(mapped) != said["checksum"]:
        raise ValueError("not what was written")
    return mapped


def _rows(mapped: mmap.mmap) -> dict[int, Row]:
    heads = np.frombuffer(mapped, np.int64)
    # Rows are parts of one array each: that many which look at the file by themselves take 20 MB more
    wholes = [(np.frombuffer(mapped, kind), width) for kind, width in ARRAYS.values()]
    rows, at = {}, 0
    while at < len(mapped):
        service_id, edition, *sizes = heads[at // WORD :][:HEAD].tolist()
        arrays = list(_arrays(wholes, sizes, at + HEAD * WORD))
        rows[service_id] = Row(edition, *arrays)
        at += HEAD * WORD + sum(each.nbytes for each in arrays)
        at += -at % WORD
    return rows


def _arrays(wholes: list[tuple[np.ndarray, int | None]], sizes: list[int], at: int) -> Iterator[np.ndarray]:
    for (whole, width), size in zip(wholes, sizes, strict=True):
        begin = at // whole.itemsize
        array = whole[begin : begin + size]
        at += array.nbytes
        yield array.reshape(-1, width) if width else array


def _facets() -> list[str]:
    return [facet.key for facet in (*SERVICE_FACETS, *SESSION_FACETS)]


def _said_of(tags: Tags) -> dict[str, Any]:
    return {"tags": tags.values, "places": [(place.location_id, place.point) for place in tags.places]}


def _tags_of(said: Mapping[str, Any]) -> Tags:
    tags = Tags()
    for facet, value in said["tags"]:
        tags.add((facet, value))
    for location_id, point in said["places"]:
        tags.add_place(Place(location_id, point and Point(*point)))
    return tags


def _rows_path(generation: Path) -> Path:
    return generation / "rows"


def _tags_path(generation: Path) -> Path:
    return generation / "tags.json"
