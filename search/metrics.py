"""What is counted of searches for whoever watches the site: numbers, never words, languages or people."""

import time

from prometheus_client import Counter, Gauge, Histogram

from search.engines import Engine
from search.querying.queries import Query
from search.querying.results import Results

#: From what a small index takes to the limit at which an engine counts as away (DESIGN D13)
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5)

search_seconds = Histogram(
    "tarjotin_search_seconds", "How long a search took that a reader asked for", ["engine"], buckets=SECONDS
)
hits = Counter("tarjotin_search_hits", "Listings that searches found, on all their pages", ["engine"])
without_hits = Counter("tarjotin_searches_without_hits", "Searches that found nothing", ["engine"])
#: For an engine that can be away; `max` because any process that is cut off is worth knowing of
circuit_open = Gauge(
    "tarjotin_search_circuit_open",
    "1 while searches do not ask this engine because it was away",
    ["engine"],
    multiprocess_mode="livemax",
)


def counted_search(engine: Engine, query: Query) -> Results:
    """Answer what a reader asked for, and count it for the engine that did. Raises what the engine raises."""
    began = time.perf_counter()
    results = engine.search(query)
    name = results.reserve or engine.name
    search_seconds.labels(name).observe(time.perf_counter() - began)
    hits.labels(name).inc(results.total)
    if not results.total:
        without_hits.labels(name).inc()
    return results
