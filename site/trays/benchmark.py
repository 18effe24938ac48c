"""Measures how fast many families open their trays: real processes as in a deployment, several at a time."""

import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import cycle, islice
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from directory.models import Service
from search.benchmark.measuring import spread
from trays.keys import digest, new_key, reading_key
from trays.models import KEPT_FOR, Tray, TrayItem

SERVICES_EACH = 5
LANGUAGES = ("fi", "so", "ar", "ckb", "ru", "zh-hans")
#: Seconds in which the processes have to be there
PATIENCE = 120
WARM_UP = 40


def make_trays(number: int, *, seed: int) -> list[str]:
    """Trays with some services each; returns the keys for reading."""
    lot, today = random.Random(seed), timezone.localdate()  # noqa: S311 - no secret
    services = list(Service.objects.public().order_by("pk").values_list("pk", flat=True))
    keys = [new_key() for _ in range(number)]
    trays = Tray.objects.bulk_create((_tray(key, today + KEPT_FOR) for key in keys), batch_size=1_000)
    TrayItem.objects.bulk_create(
        (
            TrayItem(tray=tray, service_id=pk, name="x", name_language="fi", note="Kysy", sort_order=place)
            for tray in trays
            for place, pk in enumerate(lot.sample(services, min(SERVICES_EACH, len(services))), 1)
        ),
        batch_size=1_000,
    )
    return [reading_key(key) for key in keys]


def _tray(key: str, expires_on) -> Tray:
    return Tray(
        changing_digest=digest(key),
        reading_digest=digest(reading_key(key)),
        language="fi",
        greeting="Hei!",
        expires_on=expires_on,
    )


def measure(keys: Sequence[str], folder: Path, *, clients: int, requests: int) -> dict[str, float]:
    """Milliseconds from asking to having the whole page. Each client asks as soon as it has its answer."""
    lot = random.Random(1)  # noqa: S311 - no secret
    paths = [f"/{lot.choice(LANGUAGES)}/t/{key}/" for key in lot.sample(list(keys), min(len(keys), requests))]
    asked = list(islice(cycle(paths), requests))
    with server_of(folder) as port, ThreadPoolExecutor(clients) as pool:
        list(pool.map(lambda path: _took(port, path), asked[:WARM_UP]))
        times = list(pool.map(lambda path: _took(port, path), asked))
    return spread(times)


def _took(port: int, path: str) -> float:
    began = time.perf_counter()
    line = HTTPConnection("127.0.0.1", port, timeout=30)
    line.request("GET", path, headers={"Accept-Encoding": "br", "X-Forwarded-Proto": "https"})
    answer = line.getresponse()
    answer.read()
    line.close()
    if answer.status != 200:
        raise RuntimeError(f"{path.split('/')[1]}: {answer.status}")
    return (time.perf_counter() - began) * 1000


@contextmanager
def server_of(folder: Path) -> Iterator[int]:
    """The site over a copy of the database in use, at a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "DATABASE_URL": database_url(folder),
        "SEARCH_WORKER_IN_WEB": "0",
        "LOG_LEVEL": "WARNING",
    }
    configuration = str(settings.ROOT / "site" / "config" / "gunicorn.py")
    command = [sys.executable, "-m", "gunicorn", "--config", configuration, "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, env=environment, cwd=settings.ROOT, stdout=subprocess.DEVNULL) as server:  # noqa: S603
        try:
            _wait_for(port, server)
            yield port
        finally:
            server.terminate()


def database_url(folder: Path) -> str:
    """Where another process finds the rows: a database in memory is written to a file."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        file = folder / "trays.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(file)])
        return f"sqlite:///{file}"
    place = f"{values['HOST'] or 'localhost'}:{values['PORT'] or 5432}"
    return f"postgresql://{values['USER']}:{values['PASSWORD']}@{place}/{values['NAME']}"


def _wait_for(port: int, server: subprocess.Popen) -> None:
    for _ in range(PATIENCE * 5):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if server.poll() is not None:
                raise RuntimeError("The site did not start.") from None
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("The site did not start in time.")
