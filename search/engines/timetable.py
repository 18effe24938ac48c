"""Which templates meet when: worked out once in a minute and kept for the searches of that minute."""

import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

import numpy as np

from directory.dates.times import local_date
from search.documents.shapes import PART_BITS
from search.engines.columns import MINUTES_A_DAY, Columns
from search.querying.queries import TimeCondition

NO_OCCURRENCE = -1
#: A start after all others, in minutes since 1970
NO_START = 2**31 - 1
ANY_TIME = TimeCondition()
DAYS_AT_A_TIME = 8


class Timetable:
    """Answers about time over the columns of one snapshot."""

    def __init__(self, columns: Columns):
        self.occurrences, self.slots = columns.occurrences, columns.templates.slots
        self.last_day = columns.templates.last_day
        self.size = len(self.last_day)
        self.last_ends: dict[int, np.ndarray] = {}
        self.minute = 0
        self.kept: dict[tuple, Any] = {}
        self.lock = threading.Lock()

    def alive(self, now: datetime) -> np.ndarray:
        """The templates that are not over: their last day is not past, or a session runs past midnight."""
        return self._kept(("alive",), now, lambda _minute: self.slots.sets(self._alive(now)))

    def meeting(self, time: TimeCondition, now: datetime) -> np.ndarray:
        """The templates with an occurrence that is not over and meets the condition."""
        return self._kept(("meeting", time), now, lambda minute: self.slots.sets(self._meeting(time, minute)))

    def next_occurrence(self, time: TimeCondition, now: datetime) -> np.ndarray:
        """For each template its first such occurrence, by number; NO_OCCURRENCE where there is none."""
        return self._kept(("next", time), now, lambda minute: self._next(time, minute))

    def next_start(self, time: TimeCondition, now: datetime) -> np.ndarray:
        """For each template when that begins, in minutes since 1970."""
        return self._kept(("start", time), now, lambda _minute: self._starts(self.next_occurrence(time, now)))

    def next_start_of_listings(self, time: TimeCondition, now: datetime) -> np.ndarray:
        """For each listing when its next session of any kind begins."""
        starts = self.next_start(time, now)
        return self._kept(
            ("listings", time), now, lambda _minute: self.slots.smallest(starts, self.alive(now), NO_START)
        )

    def _kept(self, key: tuple, now: datetime, work: Callable[[int], Any]) -> Any:
        minute = minute_of(now)
        # Searches of another minute, by a moved clock or at its turn, must not mix
        with self.lock:
            if minute != self.minute:
                self.minute, self.kept = minute, {}
            kept = self.kept
        if key not in kept:
            kept[key] = work(minute)
        return kept[key]

    def _alive(self, now: datetime) -> np.ndarray:
        return (self.last_day >= local_date(now).toordinal()) | (
            self.next_occurrence(ANY_TIME, now) != NO_OCCURRENCE
        )

    def _meeting(self, time: TimeCondition, minute: int) -> np.ndarray:
        if not time.windows:
            return self._last_ends(time.parts) > minute
        found = np.zeros(self.size, bool)
        for days in self._stretches(time, minute):
            found[self.occurrences.templates[self._matching(time, minute, days)]] = True
        return found

    def _next(self, time: TimeCondition, minute: int) -> np.ndarray:
        templates = self.occurrences.templates
        first = np.full(self.size, NO_OCCURRENCE, np.int32)
        awaited = True if time.windows else self._last_ends(time.parts) > minute
        for days in self._stretches(time, minute):
            numbers = self._matching(time, minute, days)
            numbers = numbers[first[templates[numbers]] == NO_OCCURRENCE][::-1]
            # Backwards, so that the first of several stays
            first[templates[numbers]] = numbers
            if not (awaited & (first == NO_OCCURRENCE)).any():
                break
        return first

    def _starts(self, numbers: np.ndarray) -> np.ndarray:
        starts = np.full(self.size, NO_START, np.int32)
        has_one = numbers != NO_OCCURRENCE
        starts[has_one] = self.occurrences.starts[numbers[has_one]]
        return starts

    def _matching(self, time: TimeCondition, minute: int, days: slice) -> np.ndarray:
        """The numbers of occurrences that overlap a window, are not over and are in one of the parts."""
        starts, ends = self.occurrences.starts[days], self.occurrences.ends[days]
        there = reduce(or_, ((ends > after) & (starts < end) for after, end in _bounds(time, minute)))
        if time.parts:
            there &= (self.occurrences.parts[days] & _bits(time.parts)) != 0
        return np.flatnonzero(there) + days.start

    def _stretches(self, time: TimeCondition, minute: int) -> Iterator[slice]:
        """Where occurrences that may match are, a week at a time: nearly all templates meet in the first."""
        bounds = _bounds(time, minute)
        after, end = bounds[0][0], bounds[-1][1]
        last = len(self.occurrences.days) - 1
        days = [
            (each - self.occurrences.origin) // MINUTES_A_DAY
            for each in (after - self.occurrences.longest, end)
        ]
        first, past = max(days[0], 0), min(days[1] + 1, last)
        for day in range(first, past, DAYS_AT_A_TIME):
            until = min(day + DAYS_AT_A_TIME, past)
            yield slice(int(self.occurrences.days[day]), int(self.occurrences.days[until]))

    def _last_ends(self, parts: tuple[str, ...]) -> np.ndarray:
        """For each template when the last of its occurrences in these parts of the day ends."""
        bits = _bits(parts)
        if bits not in self.last_ends:
            there = ((self.occurrences.parts & bits) != 0) | (not parts)
            ends = np.zeros(self.size, np.int32)
            np.maximum.at(ends, self.occurrences.templates[there], self.occurrences.ends[there])
            self.last_ends[bits] = ends
        return self.last_ends[bits]


def _bounds(time: TimeCondition, minute: int) -> list[tuple[int, int]]:
    """Occurrences have to end after the first and to start before the second of one of the pairs."""
    if not time.windows:
        return [(minute, NO_START)]
    return [(max(minute, minute_of(each.start)), minute_of(each.end)) for each in time.windows]


def minute_of(moment: datetime) -> int:
    """Full minutes since 1970."""
    return int(moment.timestamp() // 60)


def _bits(parts: tuple[str, ...]) -> int:
    return sum(PART_BITS[part] for part in set(parts))
