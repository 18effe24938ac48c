"""Measures the desk at the size of a city: how fast log and figures are counted, and each screen answers."""

import random
import resource
import time
from collections.abc import Iterator
from datetime import date, timedelta

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import user_logged_in
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from accounts.second_factor import METHOD
from desk.figures.counting import count_figures
from desk.figures.months import first_of, month_before
from desk.log.measuring import log_addresses
from directory.models import Area, Organization, Service
from directory.reading.vocabulary import forget, vocabulary
from feedback.models import Feedback
from readership.models import PageCount
from search.logbook.days import count_days
from search.models import SearchLog

DAYS, BATCH, REPEATS = 730, 5_000, 5
MONTHS_READ, READ_IN = 12, ("fi", "so")
#: The frame of the admin around an empty list: no screen can be faster
FLOOR = "/admin/desk/alerts/"
LANGUAGES = ("fi", "en", "ru", "so", "ar", "uk", "sv")


def make_log(rows: int, *, seed: int) -> None:
    """Searches of two years, spread over all topics and areas."""
    lot, today = random.Random(seed), timezone.localdate()  # noqa: S311 - no secret
    topics = [term.code for term in vocabulary("fi").by_id.values() if not term.is_theme] or ["topic"]
    areas = ["", "", *Area.objects.values_list("slug", flat=True)]
    for first in range(0, rows, BATCH):
        SearchLog.objects.bulk_create(
            _search(lot, today, topics, areas) for _ in range(min(BATCH, rows - first))
        )


def _search(lot: random.Random, today: date, topics: list[str], areas: list[str]) -> SearchLog:
    return SearchLog(
        day=today - timedelta(days=lot.randrange(DAYS)),
        key="x",
        language_code=lot.choice(LANGUAGES),
        area=lot.choice(areas),
        topic=lot.choice(topics),
        hits=lot.randrange(12),
        next_step=lot.choice(["", "opened", "refined"]),
    )


def measure_counting() -> dict[str, float]:
    """Searches a second, and by how many MB the process has grown meanwhile."""
    before, started = _memory(), time.perf_counter()
    counted = count_days()
    seconds = time.perf_counter() - started
    return {"rows_per_second": round(counted / seconds), "grown_mb": round(_memory() - before, 1)}


def make_page_counts(*, seed: int) -> int:
    """A year of pages shown of all listings, in two languages."""
    lot, this_month = random.Random(seed), first_of(timezone.localdate())  # noqa: S311 - no secret
    listings = list(Service.objects.order_by("pk").values_list("pk", flat=True))
    for ago in range(MONTHS_READ):
        month = month_before(this_month, ago)
        PageCount.objects.bulk_create(
            (
                PageCount(service_id=pk, month=month, language_code=code, number=lot.randrange(1, 60))
                for pk in listings
                for code in READ_IN
            ),
            batch_size=BATCH,
        )
    return MONTHS_READ * len(READ_IN) * len(listings)


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


def make_waiting(number: int) -> None:
    """Things to decide about, one for each of so many listings."""
    listings = Service.objects.order_by("pk").values_list("pk", flat=True)[:number]
    Feedback.objects.bulk_create(
        Feedback(service_id=pk, kind="times", language_code="fi", words="Väärin") for pk in listings
    )


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
    yield from ("/admin/desk/missing/", "/admin/desk/missing/?month=year", "/admin/desk/missing/?language=so")
    yield from (f"/admin/desk/languages/?by={by}" for by in ("theme", "area", "partner"))
    figures = "/admin/desk/figures/"
    yield from (f"{figures}{path}" for path in ("", "searches/", "searches/?by=area&language=so"))
    yield from (f"{figures}{path}" for path in ("sessions/", "residents/", "reach/?by=partner", "report/"))
    yield from ("/admin/desk/quality/", "/admin/desk/quality/?kind=language&order=oldest", "/admin/")
    if feedback := Feedback.objects.first():
        yield f"/admin/desk/queue/wrong/{feedback.pk}/"
    yield from log_addresses()


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
