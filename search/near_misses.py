"""Listings that miss a condition read out of the words: they follow where few meet them all.

Whoever writes "tonight" may mean a shelter that never closes and has no hours in its listing: words are no
filters that somebody chose, so what they seem to rule out is put behind, not away.
"""

import datetime
from dataclasses import replace

from search.asking import query_of
from search.engines import Engine
from search.from_words import Asked
from search.meaning.asking import PATIENCE
from search.parameters import Sort
from search.results import Hit, Results

#: With fewer listings than this that meet all conditions, others follow
FEW = 5


def near_misses(
    asked: Asked,
    results: Results,
    engine: Engine,
    *,
    now: datetime.datetime,
    language: str,
    patience: float | None = PATIENCE,
) -> tuple[Hit, ...]:
    """What the same words find without the conditions in them, and `results` do not hold; best first."""
    if not (asked.from_words and asked.meant.q and results.total < FEW):
        return ()
    loosely = replace(asked.own, q=asked.meant.q, sort=Sort.BEST.value, page=1)
    query = query_of(loosely, now=now, language=language, patience=patience)
    found = {hit.service_id for hit in results.hits}
    return tuple(hit for hit in engine.search(query).hits if hit.service_id not in found)
