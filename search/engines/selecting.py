"""Which listings and templates meet the conditions of a query, all of them or all but one."""

from functools import reduce

import numpy as np

from search import scoring
from search.engines.bits import to_bits, to_flags
from search.engines.finding import match
from search.engines.reading import Snapshot
from search.engines.rows import FADED, TEXT_LANGUAGE
from search.engines.slots import SlotSets, listings, met
from search.queries import Query, TimeCondition


class Selection:
    """The conditions of one query over one snapshot.

    A facet counts what each of its values would give, so its own condition is left out: `without`.
    """

    def __init__(self, snapshot: Snapshot, query: Query):
        self.columns, self.timetable, self.query = snapshot.columns, snapshot.timetable, query
        self.matched = match(snapshot, query, self._offered(query.today.toordinal()))
        self.suited = to_bits(self.matched.rows & self._of_age())
        self.alive = self.timetable.alive(query.now)
        own, shared = self.columns.listings.postings, self.columns.templates.postings
        self.service = {each.key: own.having(each.key, each.values) for each in query.service}
        self.session = {each.key: shared.having(each.key, each.values) for each in query.session}

    def rows(self, without: str = "") -> int:
        """The listings that meet every condition."""
        rows = self._service_rows(without)
        if set(self.session) - {without} or self.query.time:
            rows &= listings(self.sessions(without))
        return rows

    def templates(self, without: str = "", time: TimeCondition | None = None) -> SlotSets:
        """The templates that meet every condition of sessions, of listings that meet all of theirs.

        `time` takes the place of the query's own condition.
        """
        rows = self._service_rows(without)
        return [sets & rows for sets in self.sessions(without, time)]

    def sessions(self, without: str = "", time: TimeCondition | None = None) -> SlotSets:
        """The same of any listings."""
        time = self.query.time if time is None else time
        masks = [mask for key, mask in self.session.items() if key != without]
        if time:
            masks.append(self.timetable.meeting(time, self.query.now))
        return reduce(met, masks, self.alive)

    def scores(self) -> np.ndarray:
        """Scores by row in units, so that equal ones are equal."""
        units, is_own = self.matched.scores, self._have(TEXT_LANGUAGE, self.query.language)
        units = np.where(is_own, scoring.with_own_language(units), units)
        return np.where(self._have(*FADED), scoring.faded(units), units).astype(np.int64)

    def _have(self, key: str, value: str) -> np.ndarray:
        return to_flags(self.columns.listings.postings.having(key, (value,)), self.columns.size)

    def _offered(self, today: int) -> np.ndarray:
        """Listings that have begun and are not over."""
        days = self.columns.listings
        return (days.first_day <= today) & (days.last_day >= today)

    def _service_rows(self, without: str) -> int:
        rows = self.suited
        for key, mask in self.service.items():
            if key != without:
                rows &= mask
        return rows

    def _of_age(self) -> np.ndarray | bool:
        """Listings that suit one of the ages; everything when no age is given."""
        ages = self.columns.listings
        masks = [(ages.youngest <= age) & (age <= ages.oldest) for age in self.query.ages]
        return np.logical_or.reduce(masks) if masks else True
