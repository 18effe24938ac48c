"""Which listings and templates meet the conditions of a query, all of them or all but one."""

from functools import reduce
from operator import and_

import numpy as np

from search.engines.bits import to_bits, to_flags
from search.engines.finding import match
from search.engines.reading import Snapshot
from search.engines.rows import FADED, TEXT_LANGUAGE
from search.querying import scoring
from search.querying.queries import Query, TimeCondition


class Selection:
    """The conditions of one query over one snapshot.

    A facet counts what each of its values would give, so its own condition is left out: `without`.
    """

    def __init__(self, snapshot: Snapshot, query: Query):
        self.columns, self.timetable, self.query = snapshot.columns, snapshot.timetable, query
        self.slots = self.columns.templates.slots
        self.matched = match(snapshot, query, self._offered(query.today.toordinal()))
        self.suited = to_bits(self.matched.rows & self._of_age())
        self.alive = self.timetable.alive(query.now)
        own, shared = self.columns.listings.postings, self.columns.templates.postings
        self.service = {each.key: own.having(each.key, each.values) for each in query.service}
        self.session = {each.key: shared.having(each.key, each.values) for each in query.session}

    def rows(self, without: str = "") -> np.ndarray:
        """The listings that meet every condition."""
        rows = self._service_rows(without)
        if set(self.session) - {without} or self.query.time:
            rows = rows & self.slots.listings(self.sessions(without))
        return rows

    def templates(self, without: str = "", time: TimeCondition | None = None) -> np.ndarray:
        """The templates that meet every condition of sessions, of listings that meet all of theirs.

        `time` takes the place of the query's own condition.
        """
        rows = self._service_rows(without)
        return self.sessions(without, time) & self.slots.of_listings(rows)

    def sessions(self, without: str = "", time: TimeCondition | None = None) -> np.ndarray:
        """The same of any listings."""
        time = self.query.time if time is None else time
        masks = [mask for key, mask in self.session.items() if key != without]
        if time:
            masks.append(self.timetable.meeting(time, self.query.now))
        return reduce(and_, masks, self.alive)

    def scores(self, rows: np.ndarray) -> np.ndarray:
        """Scores of these rows, given by their numbers, in units, so that equal ones are equal."""
        units, is_own = self.matched.scores[rows], self._have(TEXT_LANGUAGE, self.query.language, rows)
        units = np.where(is_own, scoring.with_own_language(units), units)
        return np.where(self._have(*FADED, rows), scoring.faded(units), units).astype(np.int64)

    def _have(self, key: str, value: str, rows: np.ndarray) -> np.ndarray:
        return to_flags(self.columns.listings.postings.having(key, (value,)), self.columns.size)[rows]

    def _offered(self, today: int) -> np.ndarray:
        """Listings that have begun and are not over."""
        days = self.columns.listings
        return (days.first_day <= today) & (days.last_day >= today)

    def _service_rows(self, without: str) -> np.ndarray:
        masks = [mask for key, mask in self.service.items() if key != without]
        return reduce(and_, masks, self.suited)

    def _of_age(self) -> np.ndarray | bool:
        """Listings that suit one of the ages; everything when no age is given."""
        ages = self.columns.listings
        masks = [(ages.youngest <= age) & (age <= ages.oldest) for age in self.query.ages]
        return np.logical_or.reduce(masks) if masks else True
