"""Measures what pages cost the server, beside the least that a page of twenty listings can cost.

Times are CPU time of this process in milliseconds: what else runs on the machine counts little.
"""

import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone

from directory.models import Service
from search.engines import Engine, get_engine
from search.querying.parameters import Parameters
from search.querying.queries import build

#: Searches as people make them, from the widest to the most particular
SEARCHES: Mapping[str, Mapping[str, str]] = {
    "everything": {},
    "a word": {"q": "perhekahvila"},
    "a sentence": {"q": "apua lapsen läksyihin iltapäivällä"},
    "a theme": {"theme": "pregnancy-baby"},
    "spoken language": {"spoken": "so"},
    "walk in today": {"entry": "walk_in", "when": "today", "sort": "soonest"},
    "children, area and time": {"age": "3,9", "area": "itainen-suurpiiri", "when": "week"},
    "near": {"near": "60.170,24.940", "sort": "nearest"},
    "a later page": {"page": "5"},
}
#: Words that nobody has asked before, each time others; the rest of the searches is asked again and again
WISHES = ("apua", "ryhmä", "neuvontaa", "kerho", "tukea", "kurssi", "tekemistä")
OF_WHAT = ("vauvan", "koululaisen", "äidin", "isän", "nuoren", "perheen", "lapsen", "maahanmuuttajan")
NEW_WORDS = tuple(
    f"{what} {wish} {where}" for where in ("lähellä", "meille", "heti") for wish in WISHES for what in OF_WHAT
)
WARM_UP = 3


class NewWords(Mapping[str, str]):
    """A query of other words at each reading."""

    def __init__(self):
        self.words = cycle(NEW_WORDS)

    def __getitem__(self, key: str) -> str:
        return next(self.words)

    def __iter__(self) -> Iterator[str]:
        yield "q"

    def __len__(self) -> int:
        return 1


@dataclass(frozen=True)
class Cost:
    """What one page costs: CPU time, queries, and bytes as they are sent."""

    times: Sequence[float]
    queries: int
    size: int

    @property
    def median(self) -> float:
        return statistics.median(self.times)

    def report(self) -> dict[str, float]:
        return {**spread(self.times), "queries": self.queries, "bytes": self.size}


@override_settings(ROOT_URLCONF="config.floor", ALLOWED_HOSTS=["testserver"])
def measure(requests: int, language: str) -> dict:
    """Ask for every page `requests` times; returns what `manage.py benchmark_pages` prints."""
    costs = page_costs(addresses(language), requests)
    floor = costs["floor"].median
    engine = get_engine()
    return {
        "listings": Service.objects.public().count(),
        "requests": requests,
        "language": language,
        "pages": {
            name: cost.report() | {"times_the_floor": round(cost.median / floor, 2)}
            for name, cost in costs.items()
        },
        "engine": {
            name: spread(engine_times(engine, get, requests, language)) for name, get in SEARCHES.items()
        },
    }


def addresses(language: str) -> dict[str, tuple[str, Mapping[str, str]]]:
    """The pages by name: path and query."""
    slug = Service.objects.public().order_by("pk").values_list("slug", flat=True)[0]
    results = {f"results: {name}": (f"/{language}/search/", get) for name, get in SEARCHES.items()}
    results["results: words never asked before"] = (f"/{language}/search/", NewWords())
    return {
        "floor": (f"/{language}/floor/", {}),
        "front": (f"/{language}/", {}),
        "service": (f"/{language}/services/{slug}/", {}),
        **results,
    }


def page_costs(pages: Mapping[str, tuple[str, Mapping[str, str]]], requests: int) -> dict[str, Cost]:
    """Ask in turns, so that a busy moment of the machine falls on all pages."""
    client = Client(headers={"accept-encoding": "br"})
    asks = {name: _asking(client, *address) for name, address in pages.items()}
    counted = {name: _counted(ask) for name, ask in asks.items()}
    times = {name: [] for name in asks}
    for _ in range(requests):
        for name, ask in asks.items():
            times[name].append(cpu_time(ask))
    return {name: Cost(times[name], *counted[name]) for name in asks}


def engine_times(engine: Engine, get: Mapping[str, str], requests: int, language: str) -> list[float]:
    query = build(Parameters.read(get), now=timezone.now(), language=language)
    for _ in range(WARM_UP):
        engine.search(query)
    return [cpu_time(lambda: engine.search(query)) for _ in range(requests)]


def cpu_time(step: Callable[[], object]) -> float:
    """Milliseconds that this process worked for a step."""
    began = time.process_time()
    step()
    return (time.process_time() - began) * 1000


def spread(times: Sequence[float]) -> dict[str, float]:
    p95 = sorted(times)[max(0, -(-len(times) * 95 // 100) - 1)]
    return {"median_ms": round(statistics.median(times), 2), "p95_ms": round(p95, 2)}


def _asking(client: Client, path: str, get: Mapping[str, str]) -> Callable[[], object]:
    def ask():
        response = client.get(path, get, secure=True)
        if response.status_code != 200:
            raise RuntimeError(f"{path} {dict(get)}: {response.status_code}")
        return response

    return ask


def _counted(ask: Callable[[], object]) -> tuple[int, int]:
    """Warm up, and count the queries and bytes of one more request."""
    for _ in range(WARM_UP):
        ask()
    with CaptureQueriesContext(connection) as queries:
        response = ask()
    return len(queries), len(response.content)
