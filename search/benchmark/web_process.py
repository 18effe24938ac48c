"""When a process of a deployment answers, and how much memory it takes once it has loaded everything."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from search.benchmark.figure import Figure
from search.benchmark.memory import held
from search.benchmark.mix import Asked
from search.benchmark.serving import Started, ask_all, seconds_until, started

CLIENTS = 4
LEAST, READY = "/healthz", "/readyz"


def measure_web_process(folder: Path, searches: Sequence[Asked]) -> dict[str, Figure]:
    """Seconds from the start to answers, and megabytes afterwards of the process that takes most.

    The floor is the same site without an index, asked for nothing.
    """
    (empty := folder / "empty").mkdir()
    with started(empty) as server:
        answers = {"seconds": seconds_until(server, LEAST)}
        bare = _largest(server)
    with started(folder) as server:
        ready = {"seconds": seconds_until(server, READY)}
        results = {"seconds": seconds_until(server, searches[0].path)}
        ask_all(server.port, [asked.path for asked in searches], clients=CLIENTS)
        loaded = _largest(server)
    return {
        "ready_s": Figure(ready, answers, {"seconds": 3}),
        "first_results_s": Figure(results, answers),
        "web_process_mb": Figure(loaded, bare, {"rss": 400}),
    }


def _largest(server: Started) -> Mapping[str, float]:
    return max(map(held, server.processes()), key=lambda each: each["rss"])
