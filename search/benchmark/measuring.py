"""Builds an index and asks it, in turns with the floor, so that a busy moment falls on both."""

import math
import resource
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Protocol, Self, TypeVar

from django.conf import settings
from django.utils import timezone, translation

from search.benchmark.meanings import make_up_meanings
from search.benchmark.memory import grown
from search.benchmark.mix import Asked, mixed_searches
from search.benchmark.raw_elasticsearch import RawElasticsearch
from search.benchmark.raw_tantivy import RawTantivy
from search.documents import build_documents, public_service_ids
from search.duties.worker import Worker
from search.engines import Engine
from search.indexing.batches import batches
from search.pages.results_page import ResultsPage
from search.querying.queries import Query
from search.querying.results import Results
from search.topics import vocabulary

WARM_UP = 60

T = TypeVar("T")


class Floor(Protocol):
    """An engine without our layers."""

    def search(self, query: Query) -> int: ...


def measure(engine: Engine, folder: Path, searches: int) -> dict[str, Any]:
    """Returns what `manage.py benchmark_search` prints."""
    vocabulary.prepare()
    make_up_meanings(seed=1)
    rebuilt = measured_rebuild(engine)
    with floor_of(engine, folder) as floor:
        now = timezone.now()
        # Asked a minute ago, so that what an engine keeps of them is of no use to those that are measured
        before = mixed_searches(engine, WARM_UP, now, seed=2)
        ask_in_turns(engine, floor, before, now - timedelta(minutes=2))
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
    """Of all listings. The vocabulary has to be ready, as it is where a site serves already.

    `grows_by_mb` is how much more this process had in memory at the peak than before.
    """
    with grown() as grows:
        began, worked = time.monotonic(), time.process_time()
        listings = Worker(engine).rebuild("to be measured").listings
        seconds, cpu = time.monotonic() - began, time.process_time() - worked
    return {
        "seconds": round(seconds, 1),
        "cpu_seconds": round(cpu, 1),
        "listings_per_second": round(listings / seconds, 1),
        "listings_per_cpu_second": round(listings / cpu, 1),
        **grows,
    }


def ask_in_turns(engine: Engine, floor: Floor, searches: Sequence[Asked], now: datetime) -> dict[str, Any]:
    """Milliseconds of the raw engine, of ours with the same words and filters, and of what a view does."""
    raw: list[float] = []

    def beside_raw(ask: Callable[[Asked], T], moment: datetime) -> Iterator[T]:
        """Before the raw engine, and after it, in turns."""
        for number, asked in enumerate(searches):
            ours = [ask(asked)] if number % 2 else []
            raw.append(took(partial(floor.search, asked.plain_query(moment))))
            yield from ours or [ask(asked)]

    # Of another minute, so that a view finds nothing that the engine keeps of it
    before = now - timedelta(minutes=1)
    plain = list(beside_raw(lambda asked: took(partial(engine.search, asked.plain_query(before))), before))
    viewed = list(beside_raw(lambda asked: Viewed.of(asked, engine, now), now))
    figures = {
        "raw_ms": spread(raw),
        "plain_ms": spread(plain),
        "search_ms": spread([each.milliseconds for each in viewed]),
        "search_in_engine_ms": spread([each.in_engine for each in viewed]),
    }
    return figures | {
        "search_cpu_ms": round(sum(each.worked for each in viewed) / len(viewed) * 1000, 2),
        "answered_without_the_model": sum(each.lacks_model for each in viewed),
        "plain_times_the_raw_engine": _times(figures["plain_ms"], figures["raw_ms"]),
        "search_times_the_raw_engine": _times(figures["search_ms"], figures["raw_ms"]),
    }


@dataclass(frozen=True)
class Viewed:
    """A search as a view makes it, from the address to all hits of the page: words read, topics and the model
    asked, near misses sought. In milliseconds, those of its requests to the engine apart; `worked` in seconds
    of this process.
    """

    milliseconds: float
    in_engine: float
    worked: float
    lacks_model: bool

    @classmethod
    def of(cls, asked: Asked, engine: Engine, now: datetime) -> Self:
        timed, pages = TimedEngine(engine, []), []

        def view() -> None:
            pages.append(ResultsPage(asked.parameters, timed, now=now))
            _ = pages[0].near_hits

        with translation.override(asked.language):
            began = time.process_time()
            milliseconds = took(view)
            worked = time.process_time() - began
        sought = pages[0].query.sought
        return cls(milliseconds, sum(timed.times), worked, bool(sought and not sought.vector))


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


def _times(ours: Mapping[str, float], raw: Mapping[str, float]) -> dict[str, float]:
    return {name: round(ours[name] / raw[name], 2) for name in ours}


def took(step: Callable[[], object]) -> float:
    began = time.perf_counter()
    step()
    return (time.perf_counter() - began) * 1000


def worked(step: Callable[[], object]) -> float:
    """Milliseconds of the processor, in all threads of this process."""
    began = time.process_time()
    step()
    return (time.process_time() - began) * 1000


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
        with closing(RawElasticsearch(settings.ELASTICSEARCH, engine.alias)) as raw:
            yield raw
    else:
        raw = RawTantivy(folder / "raw")
        today = timezone.localdate()
        for batch in batches(public_service_ids(today)):
            raw.add(build_documents(batch, today=today))
        raw.finish()
        yield raw
