"""The order of all hits, and the session that stands for each hit of a page."""

from datetime import UTC, datetime, timedelta

import numpy as np

from search.engines.bits import to_flags
from search.engines.selecting import Selection
from search.engines.timetable import NO_OCCURRENCE, NO_START, minute_of
from search.geography import UNKNOWN_DISTANCE, distances_m
from search.querying import scoring
from search.querying.parameters import Sort
from search.querying.results import Hit, SessionHit

# Two ranks and the row share one number of 63 bits: sorted in a tenth of the time that three columns take
_START_BITS, _ROW_BITS, _OTHER_BITS = 18, 20, 25
_LATEST, _MOST = 2**_START_BITS - 1, 2**_OTHER_BITS - 1
#: A session that runs already began at most so many minutes ago
_LONGEST_SESSION = 2**12
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Order:
    """The hits of a selection, from first to last."""

    def __init__(self, selection: Selection, found: np.ndarray):
        self.query, self.columns, self.timetable = selection.query, selection.columns, selection.timetable
        self.slots = self.columns.templates.slots
        self.is_any_session = not selection.session
        self.sessions = selection.sessions()
        self.next = self.timetable.next_occurrence(self.query.time, self.query.now)
        self.starts = self.timetable.next_start(self.query.time, self.query.now)
        self.distances = self._distances()
        rows = np.flatnonzero(to_flags(found, self.columns.size))
        scores = selection.scores(rows)
        order = np.argsort(self._keys(rows, scores))
        self.rows, self.scores = rows[order], scores[order]

    def hits(self, first: int, end: int) -> tuple[Hit, ...]:
        rows, scores = self.rows[first:end].tolist(), self.scores[first:end].tolist()
        return tuple(map(self._hit, rows, scores))

    def _keys(self, rows: np.ndarray, scores: np.ndarray) -> np.ndarray:
        major, minor, minor_bits = self._ranks(rows, scores)
        return (major << minor_bits | minor) << _ROW_BITS | rows

    def _ranks(self, rows: np.ndarray, scores: np.ndarray) -> tuple[np.ndarray, np.ndarray, int]:
        """What is sorted by first and second, small first, and how many bits the second takes."""
        starts = self._start_ranks(rows)
        if self.query.sort == Sort.NEAREST:
            return self._by_row(self.distances, UNKNOWN_DISTANCE)[rows].astype(np.int64), starts, _START_BITS
        worse = _MOST - np.minimum(scores, _MOST)
        if self.query.sort == Sort.SOONEST:
            return starts, worse, _OTHER_BITS
        return worse, starts, _START_BITS

    def _start_ranks(self, rows: np.ndarray) -> np.ndarray:
        """When each listing's next matching session begins, as a small number; the largest for none."""
        starts = self._next_starts()[rows].astype(np.int64)
        ranks = starts - minute_of(self.query.now) + _LONGEST_SESSION
        return np.where(starts == NO_START, _LATEST, np.clip(ranks, 0, _LATEST - 1))

    def _next_starts(self) -> np.ndarray:
        if self.is_any_session:
            return self.timetable.next_start_of_listings(self.query.time, self.query.now)
        return self._by_row(self.starts, NO_START)

    def _by_row(self, values: np.ndarray, nothing: int) -> np.ndarray:
        return self.slots.smallest(values, self.sessions, nothing)

    def _distances(self) -> np.ndarray:
        """For each template how far its place is from the reader's."""
        places = self.columns.places
        if self.query.near is None:
            return np.full(len(self.columns.templates.places), UNKNOWN_DISTANCE, np.int32)
        of_place = distances_m(self.query.near, places.latitudes, places.longitudes)
        return of_place[self.columns.templates.places]

    def _hit(self, row: int, score: int) -> Hit:
        template = self._template(row)
        return Hit(
            service_id=int(self.columns.listings.ids[row]),
            score=score / scoring.UNITS_PER_POINT,
            session=None if template is None else self._session(template),
            distance_m=None if template is None else self._distance(template),
            suited_ages=self._suited_ages(row),
        )

    def _template(self, row: int) -> int | None:
        """The template that stands for a listing: the one that meets soonest, or the nearest if asked."""
        begin, end = self.columns.templates.begins[row : row + 2].tolist()
        matching = [template for template in range(begin, end) if self.slots.have(self.sessions, template)]
        ranks = (
            (self.distances, self.starts)
            if self.query.sort == Sort.NEAREST
            else (self.starts, self.distances)
        )
        return min(matching, key=lambda template: tuple(rank.item(template) for rank in ranks), default=None)

    def _session(self, template: int) -> SessionHit:
        starts_at, ends_at = self._times(template)
        place = self.columns.templates.places[template]
        properties = self.columns.properties(template)
        return SessionHit(
            starts_at=starts_at,
            ends_at=ends_at,
            location_id=self.columns.places.location_ids[place],
            languages=tuple(value for key, value in properties if key == "spoken"),
            entry=next((value for key, value in properties if key == "entry"), ""),
        )

    def _times(self, template: int) -> tuple[datetime | None, datetime | None]:
        number = self.next[template]
        if number == NO_OCCURRENCE:
            return None, None
        occurrences = self.columns.occurrences
        return _moment(occurrences.starts[number]), _moment(occurrences.ends[number])

    def _distance(self, template: int) -> int | None:
        distance = int(self.distances[template])
        return None if distance == UNKNOWN_DISTANCE else distance

    def _suited_ages(self, row: int) -> tuple[int, ...]:
        listings = self.columns.listings
        return tuple(age for age in self.query.ages if listings.youngest[row] <= age <= listings.oldest[row])


def _moment(minute: np.integer) -> datetime:
    return _EPOCH + timedelta(minutes=int(minute))
