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
from functools import partial
from http.client import HTTPConnection
from pathlib import Path

from django.conf import settings
from django.db import connection

#: Seconds in which the processes have to be there
PATIENCE = 120
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


@contextmanager
def server_of(folder: Path) -> Iterator[int]:
    """The site over the index in a folder and a copy of the database in use, at a free port.

    folder: gets the copy, and what else the processes write."""
    (folder / "static").symlink_to(settings.STATIC_ROOT)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "DATABASE_URL": database_url(folder),
        "DATA_FOLDER": str(folder),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ELASTICSEARCH_INDEX": settings.ELASTICSEARCH.index,
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
        file = folder / "served.sqlite3"
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
