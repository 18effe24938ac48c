"""Builds an index and asks it, in turns with the floor, so that a busy moment falls on both."""

import math
import resource
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.utils import timezone

from search import vocabulary
from search.batches import batches
from search.benchmark.mix import Asked, mixed_searches
from search.benchmark.raw_elasticsearch import RawElasticsearch
from search.benchmark.raw_tantivy import RawTantivy
from search.documents import build_documents, public_service_ids
from search.engines import Engine
from search.metrics import counted_search
from search.queries import Query
from search.results import Results
from search.worker import Worker

WARM_UP = 60


class Floor(Protocol):
    """An engine without our layers."""

    def search(self, query: Query) -> int: ...


def measure(engine: Engine, folder: Path, searches: int) -> dict[str, Any]:
    """Returns what `manage.py benchmark_search` prints."""
    rebuilt = measured_rebuild(engine)
    with floor_of(engine, folder) as floor:
        now = timezone.now()
        # Asked a minute ago, so that what an engine keeps of them is of no use to those that are measured
        before = mixed_searches(engine, WARM_UP, now, seed=2)
        ask_in_turns(engine, floor, before, now - timedelta(minutes=1))
        asked = mixed_searches(engine, searches, now, seed=1)
        return {
            "engine": engine.name,
            "listings": engine.state().services,
            "searches": searches,
            "rebuild": rebuilt,
            "index_mb": round(index_size(engine) / 1e6, 3),
            **ask_in_turns(engine, floor, asked, now),
            "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        }


def measured_rebuild(engine: Engine) -> dict[str, float]:
    """Of all listings. The vocabulary is ready, as it is where a site serves already."""
    vocabulary.prepare()
    began, worked = time.monotonic(), time.process_time()
    listings = Worker(engine).rebuild("to be measured").listings
    seconds, cpu = time.monotonic() - began, time.process_time() - worked
    return {
        "seconds": round(seconds, 1),
        "cpu_seconds": round(cpu, 1),
        "listings_per_second": round(listings / seconds, 1),
        "listings_per_cpu_second": round(listings / cpu, 1),
    }


def ask_in_turns(engine: Engine, floor: Floor, searches: Sequence[Asked], now: datetime) -> dict[str, Any]:
    """Milliseconds of the raw engine, of ours, and of a search as a view asks it."""
    times: dict[str, list[float]] = {"raw": [], "engine": [], "search": []}
    timed, worked = TimedEngine(engine, times["engine"]), 0.0
    for number, asked in enumerate(searches):
        if number % 2:
            times["raw"].append(took(partial(floor.search, asked.query(now))))
        began = time.process_time()
        times["search"].append(took(lambda: counted_search(timed, asked.query(now))))  # noqa: B023
        worked += time.process_time() - began
        if not number % 2:
            times["raw"].append(took(partial(floor.search, asked.query(now))))
    figures = {f"{name}_ms": spread(found) for name, found in times.items()}
    ours, raw = figures["search_ms"], figures["raw_ms"]
    return figures | {
        "search_cpu_ms": round(worked / len(searches) * 1000, 2),
        "times_the_raw_engine": {name: round(ours[name] / raw[name], 2) for name in ours},
    }


@dataclass(frozen=True)
class TimedEngine:
    """Notes how long each search takes."""

    engine: Engine
    times: list[float]

    @property
    def name(self) -> str:
        return self.engine.name

    def search(self, query: Query) -> Results:
        began = time.perf_counter()
        results = self.engine.search(query)
        self.times.append((time.perf_counter() - began) * 1000)
        return results


def took(step: Callable[[], object]) -> float:
    began = time.perf_counter()
    step()
    return (time.perf_counter() - began) * 1000


def spread(times: Sequence[float]) -> dict[str, float]:
    ordered = sorted(times)
    found = {f"p{share}": ordered[math.ceil(len(ordered) * share / 100) - 1] for share in (50, 95, 99)}
    return {name: round(value, 2) for name, value in (found | {"mean": statistics.mean(times)}).items()}


def index_size(engine: Engine) -> int:
    if not engine.is_shared:
        folder = engine.generations.current()
        return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    stats = engine.client.indices.stats(index=engine.alias, metric="store")
    return stats["_all"]["primaries"]["store"]["size_in_bytes"]


@contextmanager
def floor_of(engine: Engine, folder: Path) -> Iterator[Floor]:
    """The raw engine under one of ours, with the same listings."""
    if engine.is_shared:
        with closing(RawElasticsearch(settings.ELASTICSEARCH.url, engine.alias)) as raw:
            yield raw
    else:
        raw = RawTantivy(folder / "raw")
        today = timezone.localdate()
        for batch in batches(public_service_ids(today)):
            raw.add(build_documents(batch, today=today))
        raw.finish()
        yield raw
