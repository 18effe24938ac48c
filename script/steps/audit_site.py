"""The product on this machine, with the demo in a folder of its own, for as long as it is judged."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from failures import SetupError
from judges.fetching import fetch
from judges.headers import OVER_TLS
from places import PYTHON, ROOT

PATIENCE = 900  # seconds for the demo on a busy machine
#: What would lead to another database, or to a site that is not as it is delivered
NOT_PASSED_ON = (
    "DATABASE_URL",
    "DEBUG",
    "IS_DEMO",
    "LANGUAGES_OFFERED",
    "SECRET_KEY",
    "SITE_URL",
    "ALLOWED_HOSTS",
)


@contextmanager
def serving(data: Path, *, settings: str = "config.settings.dev") -> Iterator[str]:
    """Start the site as script/server does and give its address, without a slash at the end."""
    port = _free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if name not in NOT_PASSED_ON},
        **{"DATA_FOLDER": str(data), "HOST": "127.0.0.1", "PORT": str(port)},
        **{"DJANGO_SETTINGS_MODULE": settings, "LOG_LEVEL": "WARNING"},
    }
    command = [sys.executable, ROOT / "script/steps/server.py"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            _wait_for(server, f"http://127.0.0.1:{port}/fi/")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def addresses(data: Path) -> dict[str, str]:
    """The pages in the database of `data` by name, see public_pages."""
    environment = {
        **{name: value for name, value in os.environ.items() if name not in NOT_PASSED_ON},
        **{"DATA_FOLDER": str(data), "SECRET_KEY": "only-for-reading-addresses"},
        **{"DJANGO_SETTINGS_MODULE": "config.settings.dev", "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"},
    }
    command = [PYTHON, ROOT / "script/steps/public_pages.py"]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise SetupError(f"{ended.stderr}\nThe pages of the demo cannot be found: the lines above say why.")
    return json.loads(ended.stdout)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def _wait_for(server: subprocess.Popen, url: str) -> None:
    end = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < end:
        try:
            if fetch(url, OVER_TLS).status == 200:
                return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.2)
    if server.poll() is None:
        raise SetupError(f"The site has not started within {PATIENCE // 60} minutes.")
    raise SetupError("The site does not start: the lines above say why.")
