"""Measures the desk at the size of a city: how fast log and figures are counted, and each screen answers."""

import resource
import time
from collections.abc import Iterator

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import user_logged_in
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from accounts.second_factor import METHOD
from desk.figures.counting import count_figures
from desk.log.measuring import log_addresses
from desk.quality.asked import Asked
from desk.quality.kinds import Kind
from desk.quality.listing import Quality
from desk.queue.kinds import WHAT
from desk.queue.sources import SOURCES
from directory.models import Network, Organization, Partnership
from directory.reading.vocabulary import forget
from search.logbook.days import count_days

REPEATS = 5
#: The frame of the admin around an empty list: no screen can be faster
FLOOR = "/admin/desk/alerts/"


def measure_counting() -> dict[str, float]:
    """Searches a second, and by how many MB the process has grown meanwhile."""
    before, started, worked = _memory(), time.perf_counter(), time.process_time()
    counted = count_days()
    return {
        "rows_per_second": round(counted / (time.perf_counter() - started)),
        # What a busy machine does not change much
        "rows_per_cpu_second": round(counted / (time.process_time() - worked)),
        "grown_mb": round(_memory() - before, 1),
    }


def measure_figures() -> dict[str, float]:
    """How fast the figures of reports are counted: of a night, and of all months anew."""
    today, found = timezone.localdate(), {}
    for name, is_anew in (("night", False), ("anew", True)):
        before, started = _memory(), time.process_time()
        counted = count_figures(today, is_anew=is_anew)
        seconds = time.process_time() - started
        found[name] = {
            "rows": counted.rows,
            "figures": counted.figures,
            "cpu_seconds": round(seconds, 1),
            "rows_per_cpu_second": round(counted.rows / seconds),
            "grown_mb": round(_memory() - before, 1),
        }
    return found


def measure_screens() -> dict[str, dict[str, float]]:
    """Milliseconds of the server and queries, the median of some, of every screen of the desk."""
    user_logged_in.connect(_with_second_step)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.create_superuser("benchmark@example.org"))
    forget()
    measured = {address: _measure(client, address) for address in (FLOOR, *_addresses())}
    for figures in measured.values():
        figures["times_the_floor"] = round(figures["cpu_ms"] / measured[FLOOR]["cpu_ms"], 1)
    return measured


def _addresses() -> Iterator[str]:
    yield from ("/admin/desk/queue/", "/admin/desk/queue/?kind=wrong&late=1", "/admin/desk/partners/")
    yield f"/admin/desk/partners/{Organization.objects.order_by('pk')[0].pk}/"
    yield from ("/admin/desk/partnerships/", "/admin/desk/networks/", "/admin/desk/who/?language=so")
    yield f"/admin/desk/partnerships/{Partnership.objects.order_by('pk')[0].pk}/"
    yield from ("/admin/desk/missing/", "/admin/desk/missing/?month=year", "/admin/desk/missing/?language=so")
    yield from (f"/admin/desk/languages/?by={by}" for by in ("theme", "area", "partner"))
    figures = "/admin/desk/figures/"
    yield from (f"{figures}{path}" for path in ("", "searches/", "searches/?by=area&language=so"))
    yield from (f"{figures}{path}" for path in ("sessions/", "residents/", "reach/?by=partner", "report/"))
    yield from ("/admin/desk/quality/", "/admin/desk/quality/?kind=language&order=oldest", "/admin/")
    yield from pages_of_one()
    yield from log_addresses()


def pages_of_one() -> Iterator[str]:
    """Of one thing of each kind that waits, of one fault of each kind, of a network, and of merging."""
    for kinds, source in SOURCES:
        for number in source().order_by("since", "number").values_list("number", flat=True)[:1]:
            yield f"/admin/desk/queue/{WHAT[kinds[0]]}/{number}/"
    for kind in Kind:
        for fault in Quality(Asked(kind=kind.value)).page.object_list[:1]:
            yield f"/admin/desk/quality/{kind.value}/{fault.number}/"
    for network in Network.objects.order_by("pk")[:1]:
        yield f"/admin/desk/networks/{network.pk}/"
    yield f"/admin/desk/partners/{Organization.objects.order_by('pk')[0].pk}/merge/?q=a"


def _measure(client: Client, address: str) -> dict[str, float]:
    client.get(address)
    times, of_processor = [], []
    for _ in range(REPEATS):
        started, worked = time.perf_counter(), time.process_time()
        with CaptureQueriesContext(connection) as queries:
            status = client.get(address).status_code
        times.append((time.perf_counter() - started) * 1_000)
        of_processor.append((time.process_time() - worked) * 1_000)
    return {
        "status": status,
        "ms": _median(times),
        # What a busy machine does not change much
        "cpu_ms": _median(of_processor),
        "queries": len(queries),
    }


def _median(times: list[float]) -> float:
    return round(sorted(times)[len(times) // 2], 1)


def _with_second_step(request, user, **_kwargs) -> None:
    record_authentication(request, user, METHOD)


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024
