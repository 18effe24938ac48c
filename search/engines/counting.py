"""Facet counts: how many listings each value would give with all other conditions as they are. Exact."""

import numpy as np

from search.documents.shapes import PART_BITS
from search.engines import bits
from search.engines.selecting import Selection
from search.engines.timetable import ANY_TIME
from search.querying.facets import COUNTED
from search.querying.queries import TimeCondition

Counts = dict[str, int]


def count_facets(selection: Selection, found: np.ndarray) -> dict[str, Counts]:
    """Count every facet; `found` are the listings that meet all conditions. Chosen values are there too."""
    counts = {**_of_services(selection, found), **_of_sessions(selection), **_of_times(selection)}
    chosen = {each.key: each.values for each in (*selection.query.service, *selection.query.session)}
    return {key: dict.fromkeys(chosen.get(key, ()), 0) | counts.get(key, {}) for key in COUNTED}


def _of_services(selection: Selection, found: np.ndarray) -> dict[str, Counts]:
    others = {key: selection.rows(key) for key in selection.service}
    return selection.columns.listings.postings.counts(found, others)


def _of_sessions(selection: Selection) -> dict[str, Counts]:
    others = {key: selection.templates(key) for key in selection.session}
    return selection.columns.templates.postings.counts(selection.templates(), others)


def _of_times(selection: Selection) -> dict[str, Counts]:
    query = selection.query
    windows, parts = query.time.windows, query.time.parts
    whens = dict(query.named_times) | ({query.when: windows} if query.when else {})
    times = {name: TimeCondition(each, parts) for name, each in whens.items()}
    times |= {part: TimeCondition(windows, (part,)) for part in PART_BITS}
    meeting = np.stack([selection.timetable.meeting(each, query.now) for each in times.values()])
    whenever = selection.templates(time=ANY_TIME)
    counted = zip(times, bits.counts(selection.slots.united(meeting & whenever)), strict=True)
    counts = {value: number for value, number in counted if number or value in (query.when, *parts)}
    return {
        "when": {value: number for value, number in counts.items() if value in whens},
        "part": {value: number for value, number in counts.items() if value in PART_BITS},
    }
