"""Asks a site for results and suggestions over HTTP, several readers at a time, beside its least answer."""

from datetime import datetime
from pathlib import Path
from typing import Any

from search.benchmark.measuring import spread
from search.benchmark.mix import beginnings, mixed_searches
from search.benchmark.serving import ask_all, server_of
from search.engines import Engine

#: Answers without searching, drawing or reading anything
LEAST = "/healthz"


def measure_load(
    engine: Engine, folder: Path, *, clients: int, requests: int, now: datetime
) -> dict[str, Any]:
    """Returns for each kind of answer how many there were a second, and the milliseconds that each took."""
    paths = {
        "floor": [LEAST] * requests,
        "results": [asked.path for asked in mixed_searches(engine, requests, now, seed=1)],
        "suggestions": beginnings(requests, seed=1),
    }
    with server_of(folder) as port:
        return {name: _figures(port, asked, clients) for name, asked in paths.items()}


def _figures(port: int, paths: list[str], clients: int) -> dict[str, Any]:
    times, seconds = ask_all(port, paths, clients=clients)
    return {"a_second": round(len(times) / seconds, 1), "ms": spread(times)}
