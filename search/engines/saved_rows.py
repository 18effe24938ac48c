"""The rows of a new index, kept beside it by whoever fills it.

Every process reads them at its start and after each rebuild, in a tenth of the time that documents take. What
was written since has another edition and is read from the index, as all of it is where there is no such file.
"""

import json
import logging
import mmap
import os
import zlib
from collections.abc import Iterable, Iterator
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
#: After the rows stands what their tags mean, and at the end where that begins and a checksum of all before
FOOT = 2

logger = logging.getLogger(__name__)


class RowsFile:
    """Takes the rows of an index that is being made, one after another; counts once it is closed.

    Raises OSError where the disk is full: so does the index, which would not be whole either.
    """

    def __init__(self, generation: Path):
        self.tags = Tags()
        self.file = _path(generation).open("wb")
        self.checksum = 0

    def add(self, service_id: int, row: Row) -> None:
        """Of a listing that comes again the last row counts."""
        arrays = [np.asarray(getattr(row, name), kind) for name, (kind, _width) in ARRAYS.items()]
        head = np.array([service_id, row.edition, *(each.size for each in arrays)], np.int64)
        self._write(b"".join(each.tobytes() for each in (head, *arrays)))

    def close(self) -> None:
        end_of_rows = self.file.tell()
        with self.file:
            self._write(json.dumps(_layout() | _meaning(self.tags)).encode(), padding=b" ")
            self.file.write(np.array([end_of_rows, self.checksum], np.int64).tobytes())
            self.file.flush()
            os.fsync(self.file.fileno())

    def _write(self, content: bytes, padding: bytes = b"\0") -> None:
        content += padding * (-len(content) % WORD)
        self.file.write(content)
        self.checksum = zlib.crc32(content, self.checksum)


class SavedRows(NamedTuple):
    """The rows of an index when it was made, by id, the tags whose numbers they hold, and where they lie."""

    by_id: dict[int, Row]
    tags: Tags
    mapped: mmap.mmap | None = None


def saved_rows(generation: Path) -> SavedRows:
    """Read what RowsFile wrote; nothing where it is not whole, or not laid out as it is now."""
    try:
        with _path(generation).open("rb") as file:
            # Mapped: processes share what they read
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        end_of_rows, kept = _checked(mapped)
    except FileNotFoundError:
        return SavedRows({}, Tags())
    except (OSError, ValueError) as error:
        logger.warning("All documents of the search index are read: its rows cannot be (%r).", error)
        return SavedRows({}, Tags())
    if kept.items() >= _layout().items():
        return SavedRows(_rows(mapped, end_of_rows), _tags(kept), mapped)
    return SavedRows({}, Tags())


def let_go(mapped: mmap.mmap) -> None:
    """Take rows out of the memory of this process until they are read again: 16 MB of 10,000 listings.

    They stay in that of the machine while it has room.
    """
    mapped.madvise(mmap.MADV_DONTNEED)


def _checked(mapped: mmap.mmap) -> tuple[int, dict[str, Any]]:
    """Where the rows end, and what stands after them. Raises ValueError if a byte is not what was written."""
    end = len(mapped) - FOOT * WORD
    end_of_rows, checksum = np.frombuffer(mapped, np.int64)[-FOOT:].tolist()
    if zlib.crc32(memoryview(mapped)[:end]) != checksum:
        raise ValueError("not what was written")
    return end_of_rows, json.loads(mapped[end_of_rows:end])


def _rows(mapped: mmap.mmap, end: int) -> dict[int, Row]:
    heads = np.frombuffer(mapped, np.int64)
    # Rows are parts of one array each: that many which look at the file by themselves take 20 MB more
    wholes = {name: (np.frombuffer(mapped, kind), width) for name, (kind, width) in ARRAYS.items()}
    rows, at = {}, 0
    while at < end:
        service_id, edition, *sizes = heads[at // WORD :][:HEAD].tolist()
        arrays = dict(zip(ARRAYS, _arrays(wholes.values(), sizes, at + HEAD * WORD), strict=True))
        rows[service_id] = Row(edition, **arrays)
        at += HEAD * WORD + sum(each.nbytes for each in arrays.values())
        at += -at % WORD
    return rows


def _arrays(
    wholes: Iterable[tuple[np.ndarray, int | None]], sizes: Iterable[int], at: int
) -> Iterator[np.ndarray]:
    for (whole, width), size in zip(wholes, sizes, strict=True):
        begin = at // whole.itemsize
        array = whole[begin : begin + size]
        at += array.nbytes
        yield array.reshape(-1, width) if width else array


def _layout() -> dict[str, Any]:
    """What has to be the same for rows to mean the same."""
    return {
        "arrays": [[name, np.dtype(kind).name, width] for name, (kind, width) in ARRAYS.items()],
        "facets": [facet.key for facet in (*SERVICE_FACETS, *SESSION_FACETS)],
    }


def _meaning(tags: Tags) -> dict[str, Any]:
    return {"tags": tags.values, "places": [(place.location_id, place.point) for place in tags.places]}


def _tags(kept: dict[str, Any]) -> Tags:
    places = (Place(location_id, point and Point(*point)) for location_id, point in kept["places"])
    return Tags(map(tuple, kept["tags"]), places)


def _path(generation: Path) -> Path:
    return generation / "rows"
