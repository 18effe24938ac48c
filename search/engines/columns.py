"""The columns of the embedded engine: all listings, templates and occurrences side by side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from search.engines.meanings import Meanings
from search.engines.postings import ListingPostings, TemplatePostings
from search.engines.rows import Row, Tags
from search.engines.slots import Slots

MINUTES_A_DAY = 1_440


@dataclass(frozen=True, slots=True)
class Listings:
    """Listings by id, so that a smaller row is a smaller id."""

    ids: np.ndarray
    first_day: np.ndarray
    last_day: np.ndarray
    youngest: np.ndarray
    oldest: np.ndarray
    postings: ListingPostings


@dataclass(frozen=True, slots=True)
class Templates:
    """Templates by listing; those of row n are from `begins[n]` to `begins[n + 1]`.

    Template n has the `tags` from `tag_begins[n]` to `tag_begins[n + 1]`.
    """

    begins: np.ndarray
    slots: Slots
    places: np.ndarray
    last_day: np.ndarray
    tags: np.ndarray
    tag_begins: np.ndarray
    postings: TemplatePostings


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Occurrences by days of 1,440 minutes from `origin`, and those of one template by their start.

    Those that start on day n are from `days[n]` to `days[n + 1]`.
    """

    starts: np.ndarray
    ends: np.ndarray
    templates: np.ndarray
    parts: np.ndarray
    origin: int
    days: np.ndarray
    longest: int


@dataclass(frozen=True, slots=True)
class Places:
    """Places by their numbers; the last one is that of templates without a place (NO_PLACE is -1)."""

    location_ids: list[int | None]
    latitudes: np.ndarray
    longitudes: np.ndarray


@dataclass(frozen=True, slots=True)
class Columns:
    """Everything but the texts."""

    listings: Listings
    templates: Templates
    occurrences: Occurrences
    places: Places
    meanings: Meanings
    tags: Tags

    @property
    def size(self) -> int:
        return len(self.listings.ids)

    def properties(self, template: int) -> list[tuple[str, str]]:
        """The facets of one template with their values, in the order of its document."""
        begin, end = self.templates.tag_begins[template : template + 2].tolist()
        return [self.tags.values[number] for number in self.templates.tags[begin:end].tolist()]


def build_columns(rows_by_id: Mapping[int, Row], tags: Tags) -> Columns:
    """Put the rows side by side: some milliseconds for thousands of them."""
    ids = sorted(rows_by_id)
    rows = tuple(rows_by_id[each] for each in ids)
    begins = np.concatenate([[0], np.cumsum(_sizes([row.templates for row in rows]))]).astype(np.int32)
    return Columns(
        listings=_listings(ids, rows, tags),
        templates=_templates(rows, begins, tags),
        occurrences=_occurrences(rows, begins),
        places=_places(tags),
        meanings=Meanings.of([row.vector for row in rows], [row.near_topics for row in rows]),
        tags=tags,
    )


def _listings(ids: list[int], rows: tuple[Row, ...], tags: Tags) -> Listings:
    numbers = _joined([row.numbers for row in rows], 4)
    values = [row.tags for row in rows]
    owners = np.repeat(np.arange(len(rows), dtype=np.int32), _sizes(values))
    postings = ListingPostings(owners, _joined(values, 1)[:, 0], tags, len(rows))
    return Listings(np.array(ids, np.int64), *_columns(numbers), postings)


def _templates(rows: tuple[Row, ...], begins: np.ndarray, tags: Tags) -> Templates:
    places, last_day = _columns(_joined([row.templates for row in rows], 2))
    values = [row.template_tags for row in rows]
    owners, numbers = _columns(_joined(values, 2))
    owners += np.repeat(begins[:-1], _sizes(values))
    slots = Slots(begins)
    tag_begins = np.searchsorted(owners, np.arange(len(places) + 1))
    postings = TemplatePostings(owners, numbers, tags, slots, len(places))
    # As a part of the joined lines it would keep their owners in memory too
    own = numbers.copy()
    return Templates(begins, slots, places, last_day, own, tag_begins.astype(np.int32), postings)


def _occurrences(rows: tuple[Row, ...], begins: np.ndarray) -> Occurrences:
    values = [row.occurrences for row in rows]
    starts, ends, templates, parts = _columns(_joined(values, 4))
    templates += np.repeat(begins[:-1], _sizes(values))
    origin = int(starts.min(initial=0 if not len(starts) else starts[0]))
    days = ((starts - origin) // MINUTES_A_DAY).astype(np.uint16)
    order = np.argsort(days, kind="stable")
    return Occurrences(
        *(column[order] for column in (starts, ends, templates, parts.astype(np.uint8))),
        origin=origin,
        days=np.concatenate([[0], np.cumsum(np.bincount(days))]),
        longest=int((ends - starts).max(initial=0)),
    )


def _places(tags: Tags) -> Places:
    nowhere = (np.nan, np.nan)
    points = np.array([place.point or nowhere for place in tags.places] + [nowhere])
    location_ids = [place.location_id for place in tags.places] + [None]
    return Places(location_ids, points[:, 0].copy(), points[:, 1].copy())


def _joined(arrays: list[np.ndarray], width: int) -> np.ndarray:
    return np.concatenate(arrays).reshape(-1, width) if arrays else np.empty((0, width), np.int32)


def _columns(joined: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(joined.T)


def _sizes(arrays: Iterable[np.ndarray]) -> np.ndarray:
    return np.fromiter(map(len, arrays), np.int32)
