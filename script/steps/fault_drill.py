"""What `script/fault-drill` does: a site with a real Elasticsearch, faults, changes, readers, a verdict."""

import argparse
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import drill_ending
import elasticsearch_ways
from drill_faults import NICENESS, Flapping
from drill_readers import Answer, Change, read_changes, read_until_done
from drill_verdict import Verdict, judge
from elasticsearch_server import free_port
from elasticsearch_ways import Server
from failures import SetupError, main, run
from places import PYTHON, ROOT

#: Seconds until the site answers, and until both indexes have every change at the end
PATIENCE = 120
#: Seconds until readers are answered from Elasticsearch again
TURNS_BACK = 60
#: Seconds until the model has read all listings, which takes a processor of its own
READING = 900


def drill(arguments: Sequence[str]) -> int:
    options = _options(arguments)
    with (
        elasticsearch_ways.server(niceness=NICENESS) as server,
        tempfile.TemporaryDirectory(prefix="tarjotin-drill-") as name,
    ):
        if server is None:
            raise SetupError("No Elasticsearch is to be had here: see script/elasticsearch.")
        verdict = _on_a_site(Path(name), server, options)
    print(verdict.table())
    print(verdict.line())
    return 0 if verdict.is_passed else 1


def _on_a_site(folder: Path, server: Server, options: argparse.Namespace) -> Verdict:
    environment = _environment(folder, server.url)
    for step in (
        ["migrate", "--verbosity", "0"],
        ["load_vocabulary"],
        ["demo", "--listings", str(options.listings)],
        ["collectstatic", "--noinput", "--verbosity", "0"],
        ["rebuild_index"],
    ):
        run([PYTHON, ROOT / "manage.py", *step], f"Preparing: {step[0]}", environment=environment)
    with _working(folder, environment), _serving(folder, environment) as address:
        _wait_for(f"{address}/readyz", lambda text: '"meanings_waiting": 0' in text, READING)
        flapping = Flapping(server)
        answers, changes = _readers(address, environment, flapping, options)
        ending = drill_ending.look(address, is_caught_up=_is_caught_up(address), patience=TURNS_BACK)
    check = subprocess.run(
        [PYTHON, ROOT / "manage.py", "check_index"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return judge(
        answers,
        changes,
        lost=check.stdout + check.stderr + "check_index failed" if check.returncode else "",
        faults=flapping.faults,
        ended_of=flapping.error,
        ending=ending,
    )


def _readers(
    address: str, environment: dict[str, str], flapping: Flapping, options: argparse.Namespace
) -> tuple[list[Answer], list[Change]]:
    command = [PYTHON, ROOT / "script/steps/fault_drill_changes.py"]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as changing:
        changes: list[Change] = []
        listening = threading.Thread(target=read_changes, args=(changing.stdout, changes))
        listening.start()
        with flapping.going_on():
            answers = read_until_done(address, options.requests, options.clients)
        changing.stdin.close()
        listening.join()
    if changing.returncode:
        raise SetupError("The listings could not be changed: the lines above say why.")
    return answers, changes


def _environment(folder: Path, url: str) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "DATA_FOLDER": str(folder),
        "ELASTICSEARCH_URL": url,
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
        "LOG_LEVEL": "WARNING",
        # As in a deployment: the worker is a process of its own
        "SEARCH_WORKER_IN_WEB": "0",
    }


@contextmanager
def _working(folder: Path, environment: dict[str, str]) -> Iterator[None]:
    with (folder / "worker.log").open("w") as log:
        command = [PYTHON, ROOT / "manage.py", "run_worker"]
        worker = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        yield
    finally:
        worker.send_signal(signal.SIGTERM)
        worker.wait()


@contextmanager
def _serving(folder: Path, environment: dict[str, str]) -> Iterator[str]:
    port = free_port()
    command = [PYTHON, "-m", "gunicorn", "--config", "site/config/gunicorn.py"]
    with (folder / "web.log").open("w") as log:
        web = subprocess.Popen(
            [*command, "--bind", f"127.0.0.1:{port}"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/readyz", bool)
        yield address
    finally:
        web.send_signal(signal.SIGTERM)
        web.wait()


def _is_caught_up(address: str) -> bool:
    """Whether both indexes have every change in time."""
    return _wait_for(f"{address}/readyz", lambda text: text.count('"waiting": 0') == 2)


def _wait_for(address: str, is_so, patience: float = PATIENCE) -> bool:
    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                if is_so(answer.read().decode()):
                    return True
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.5)
    print(f"{address} does not say what it should after {patience} s.", file=sys.stderr)
    return False


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/fault-drill")
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--listings", type=int, default=300)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main(drill, sys.argv[1:])
