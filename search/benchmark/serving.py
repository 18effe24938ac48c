"""The site as a deployment serves it, and several readers at a time, for what is measured over HTTP."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection
from pathlib import Path

from django.conf import settings
from django.db import connection

#: Seconds in which the processes have to be there
PATIENCE = 120
#: Seconds between two looks
PAUSE = 0.02
WARM_UP = 40


def ask_all(port: int, paths: Sequence[str], *, clients: int) -> tuple[list[float], float]:
    """Milliseconds from asking to having each whole page, and the seconds that all took.

    Each client asks as soon as it has its answer. Some are asked before, which do not count."""
    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(partial(_took, port), paths[:WARM_UP]))
        began = time.perf_counter()
        times = list(pool.map(partial(_took, port), paths))
        return times, time.perf_counter() - began


def _took(port: int, path: str) -> float:
    began = time.perf_counter()
    line = HTTPConnection("127.0.0.1", port, timeout=30)
    line.request("GET", path, headers={"Accept-Encoding": "br", "X-Forwarded-Proto": "https"})
    answer = line.getresponse()
    answer.read()
    line.close()
    if answer.status != 200:
        raise RuntimeError(f"/{path.split('/')[1]}/: {answer.status}")
    return (time.perf_counter() - began) * 1000


@dataclass(frozen=True)
class Started:
    """A site that may not answer yet; `began` is when it was started, by time.monotonic."""

    port: int
    main: subprocess.Popen
    began: float

    def processes(self) -> list[int]:
        """Those that answer readers, which the first one has made: see proc(5)."""
        made = Path(f"/proc/{self.main.pid}/task/{self.main.pid}/children")
        return list(map(int, made.read_text(encoding="ascii").split()))


@contextmanager
def server_of(folder: Path) -> Iterator[int]:
    """The site over the index in a folder and a copy of the database in use, at a free port.

    folder: gets the copy, and what else the processes write."""
    with started(folder) as server:
        seconds_until(server, "/healthz")
        yield server.port


@contextmanager
def started(folder: Path) -> Iterator[Started]:
    """The same, not waited for."""
    (folder / "static").symlink_to(settings.STATIC_ROOT)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "DATABASE_URL": database_url(folder),
        "DATA_FOLDER": str(folder),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ELASTICSEARCH_URL": settings.ELASTICSEARCH.url,
        "ELASTICSEARCH_INDEX": settings.ELASTICSEARCH.index,
        "SEARCH_WORKER_IN_WEB": "0",
        "LOG_LEVEL": "WARNING",
    }
    configuration = str(settings.ROOT / "site" / "config" / "gunicorn.py")
    command = [sys.executable, "-m", "gunicorn", "--config", configuration, "--bind", f"127.0.0.1:{port}"]
    began = time.monotonic()
    with subprocess.Popen(command, env=environment, cwd=settings.ROOT, stdout=subprocess.DEVNULL) as main:  # noqa: S603
        try:
            yield Started(port, main, began)
        finally:
            main.terminate()


def seconds_until(server: Started, path: str) -> float:
    """From its start to the first whole page at a path."""
    while (passed := time.monotonic() - server.began) < PATIENCE:
        try:
            _took(server.port, path)
        except (OSError, RuntimeError):
            if server.main.poll() is not None:
                raise RuntimeError("The site did not start.") from None
            time.sleep(PAUSE)
        else:
            return round(time.monotonic() - server.began, 2)
    raise RuntimeError(f"The site did not start in {passed:.0f} seconds.")


def database_url(folder: Path) -> str:
    """Where another process finds the rows: a database in memory is written to a file."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        file = folder / "served.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(file)])
        return f"sqlite:///{file}"
    place = f"{values['HOST'] or 'localhost'}:{values['PORT'] or 5432}"
    return f"postgresql://{values['USER']}:{values['PASSWORD']}@{place}/{values['NAME']}"
