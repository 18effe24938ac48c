"""What `script/elasticsearch start|stop|status` does."""

import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import elasticsearch_container
import elasticsearch_files
import elasticsearch_server
from elasticsearch_container import Container
from failures import SetupError, main

CONTAINER = "tarjotin-elasticsearch"
STOPPED, USAGE = 3, 2  # exit codes, as init scripts have them
PATIENCE = 60  # seconds for an orderly end


def control(arguments: Sequence[str]) -> int:
    actions = {"start": start, "stop": stop, "status": status}
    if len(arguments) != 1 or arguments[0] not in actions:
        print("Usage: script/elasticsearch start|stop|status", file=sys.stderr)
        return USAGE
    return actions[arguments[0]](_port())


def start(port: int) -> int:
    if elasticsearch_server.is_answering(port):
        print(f"Already there: {elasticsearch_server.address(port)}")
        return 0
    if pid := _running_pid():
        # They would share their files, and the first one would be forgotten
        raise SetupError(
            f"Elasticsearch runs already (process {pid}), and does not answer at port {port}:"
            " wait for it, name its port in ELASTICSEARCH_PORT, or script/elasticsearch stop."
        )
    engine = elasticsearch_container.find_engine()
    if engine and elasticsearch_container.is_to_be_had(engine):
        Container(engine, CONTAINER).run(port, "--rm")
    else:
        _start_process(port)
    address = elasticsearch_server.address(port)
    print(f"Elasticsearch answers. Use it: ELASTICSEARCH_URL={address} script/server")
    return 0


def stop(port: int) -> int:
    if engine := elasticsearch_container.find_engine():
        Container(engine, CONTAINER).tell("stop")
    if pid := _running_pid():
        os.kill(pid, signal.SIGTERM)
        _wait_for_end(pid)
    _pid_file().unlink(missing_ok=True)
    if elasticsearch_server.is_answering(port):
        address = elasticsearch_server.address(port)
        raise SetupError(f"The Elasticsearch at {address} was not started by this command: it goes on.")
    print("Elasticsearch is stopped.")
    return 0


def status(port: int) -> int:
    if elasticsearch_server.is_answering(port):
        print(f"Elasticsearch answers at {elasticsearch_server.address(port)}")
        return 0
    print(f"No Elasticsearch answers at {elasticsearch_server.address(port)}")
    return STOPPED


def _start_process(port: int) -> None:
    if not elasticsearch_server.is_to_be_had():
        versions = elasticsearch_server.JAVA_VERSIONS
        raise SetupError(
            "No Elasticsearch is to be had here: it needs a container engine, or Java"
            f" {versions.start} to {versions.stop - 1}, setpriv where you are root, and Maven's repository."
        )
    folder = _run_folder()
    process = elasticsearch_server.start(folder, port)
    _pid_file().write_text(str(process.pid))
    try:
        elasticsearch_server.wait_for(process, port, folder)
    except SetupError:
        _pid_file().unlink()
        raise


def _run_folder() -> Path:
    folder = elasticsearch_files.folder() / "running"
    folder.mkdir(exist_ok=True)
    return folder


def _pid_file() -> Path:
    return _run_folder() / "pid"


def _running_pid() -> int | None:
    """The process that was started here, if it is still that one: numbers of processes are used again."""
    try:
        pid = int(_pid_file().read_text())
        command = Path(f"/proc/{pid}/cmdline").read_text()
    except (OSError, ValueError):
        return None
    return pid if elasticsearch_server.LAUNCHER in command else None


def _wait_for_end(pid: int) -> None:
    end = time.monotonic() + PATIENCE
    while _running_pid() == pid:
        if time.monotonic() > end:
            raise SetupError(f"Elasticsearch (process {pid}) does not end.")
        time.sleep(0.2)


def _port() -> int:
    written = os.environ.get("ELASTICSEARCH_PORT") or "9200"
    if not written.isdecimal() or not 0 < int(written) < 65536:
        raise SetupError(f"ELASTICSEARCH_PORT is not the number of a port: {written}")
    return int(written)


if __name__ == "__main__":
    main(control, sys.argv[1:])
