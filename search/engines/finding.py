"""Which listings a query finds: by its words alone, or by words, topics and meaning together."""

import numpy as np

from search.engines.matching import Matched
from search.engines.reading import Snapshot
from search.querying import fusion, scoring
from search.querying.queries import Query
from search.querying.sought import Sought

#: Questions whose answers are kept until the index changes: nine bytes for each listing
MOST_KEPT = 16


def match(snapshot: Snapshot, query: Query, offered: np.ndarray) -> Matched:
    """Find listings among those that are offered on the query's day, with the scores of all.

    Kept for a while: who narrows a search down, turns the page or loosens a condition asks the same words.
    """
    asked = query.words, query.sought, query.today
    found = snapshot.found.get(asked)
    if found is None:
        found = snapshot.found[asked] = _match(snapshot, query, offered)
        if len(snapshot.found) > MOST_KEPT:
            snapshot.found.popitem(last=False)
    return found


def _match(snapshot: Snapshot, query: Query, offered: np.ndarray) -> Matched:
    by_words = snapshot.matcher.match(query.words, offered)
    if query.sought is None:
        return by_words
    has_words = bool(query.words) and query.sought.with_words
    shares = snapshot.matcher.share(query.words) if has_words else np.zeros(len(offered))
    fused = _fused(snapshot, query.sought, shares)
    by_meaning = fusion.near_enough(fused, offered, fusion.nothing(query.sought))
    with_words = by_words.rows if has_words else np.zeros(len(offered), bool)
    return Matched(
        with_words | by_meaning,
        scoring.in_units(fused),
        all_words=by_words.all_words or bool(by_meaning.any()),
    )


def _fused(snapshot: Snapshot, sought: Sought, shares: np.ndarray) -> np.ndarray:
    meanings = snapshot.columns.meanings
    channels = fusion.Channels(shares, meanings.near_topics(sought), meanings.nearness(sought))
    return fusion.fuse(channels, sought.certainty, fusion.table_of(sought))
