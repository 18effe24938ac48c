"""Facet counts: how many listings each value would give with all other conditions as they are. Exact."""

from search.documents.shapes import PART_BITS
from search.engines.selecting import Selection
from search.engines.slots import SlotSets, listings, met
from search.engines.timetable import ANY_TIME
from search.facets import COUNTED, Level, facets_of
from search.queries import TimeCondition

Counts = dict[str, int]


def count_facets(selection: Selection, found: int) -> dict[str, Counts]:
    """Count every facet; `found` are the listings that meet all conditions. Chosen values are there too."""
    counts = {**_of_services(selection, found), **_of_sessions(selection), **_of_times(selection)}
    chosen = {each.key: each.values for each in (*selection.query.service, *selection.query.session)}
    return {key: dict.fromkeys(chosen.get(key, ()), 0) | counts[key] for key in COUNTED}


def _of_services(selection: Selection, found: int) -> dict[str, Counts]:
    postings, counts = selection.columns.listings.postings, {}
    for facet in facets_of(Level.SERVICE):
        if facet.is_counted:
            rows = selection.rows(facet.key) if facet.key in selection.service else found
            counts[facet.key] = postings.counts(facet.key, rows)
    return counts


def _of_sessions(selection: Selection) -> dict[str, Counts]:
    postings, counts = selection.columns.templates.postings, {}
    found = selection.templates()
    for facet in facets_of(Level.SESSION):
        if facet.is_counted:
            templates = selection.templates(facet.key) if facet.key in selection.session else found
            counts[facet.key] = postings.counts(facet.key, templates)
    return counts


def _of_times(selection: Selection) -> dict[str, Counts]:
    query = selection.query
    window, parts = query.time.window, query.time.parts
    whenever = selection.templates(time=ANY_TIME)
    windows = dict(query.windows) | ({query.when: window} if query.when else {})
    whens = {
        name: _meeting(selection, whenever, TimeCondition(each, parts)) for name, each in windows.items()
    }
    in_parts = {part: _meeting(selection, whenever, TimeCondition(window, (part,))) for part in PART_BITS}
    return {"when": _kept(whens, (query.when,)), "part": _kept(in_parts, parts)}


def _meeting(selection: Selection, templates: SlotSets, time: TimeCondition) -> int:
    return listings(met(templates, selection.timetable.meeting(time, selection.query.now))).bit_count()


def _kept(counts: Counts, chosen: tuple[str, ...]) -> Counts:
    return {value: count for value, count in counts.items() if count or value in chosen}
