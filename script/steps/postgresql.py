"""A PostgreSQL server of our own for the tests: in a temporary folder, on a free port, gone afterwards."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import debian
from failures import SetupError

DEBIAN_FOLDERS = Path("/usr/lib/postgresql")
PATIENCE = 60  # seconds


@contextmanager
def server() -> Iterator[str | None]:
    """Run a server and give the address of its database; None where this machine has no PostgreSQL."""
    programs = _programs() or (_programs() if debian.install("postgresql") else None)
    if programs is None:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="tarjotin-postgresql-") as name:
        folder = Path(name)
        identity = _identity(folder)
        _initialize(programs, folder / "data", identity)
        port = _free_port()
        with _running(programs, folder, port, identity):
            yield f"postgresql://tarjotin@127.0.0.1:{port}/postgres"


def _programs() -> Path | None:
    """Return the folder of initdb and postgres, the newest version first."""
    on_path = shutil.which("initdb")
    newest = sorted(DEBIAN_FOLDERS.glob("*/bin"), key=lambda folder: float(folder.parent.name), reverse=True)
    folders = [*newest, *([Path(on_path).resolve().parent] if on_path else [])]
    return next((folder for folder in folders if (folder / "postgres").exists()), None)


def _identity(folder: Path) -> dict[str, str]:
    """Say as whom to run: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _initialize(programs: Path, data: Path, identity: dict) -> None:
    options = ["--username=tarjotin", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
    command = [programs / "initdb", "-D", data, *options]
    ended = subprocess.run(command, cwd=data.parent, capture_output=True, text=True, check=False, **identity)
    if ended.returncode:
        raise SetupError(f"{ended.stderr}\nPostgreSQL cannot make a database: the lines above say why.")


@contextmanager
def _running(programs: Path, folder: Path, port: int, identity: dict) -> Iterator[None]:
    settings = [
        f"port={port}",
        "listen_addresses=127.0.0.1",
        f"unix_socket_directories={folder}",
        "fsync=off",
        # Tests hardly ever commit: it would learn that tables are empty while they are full of a test's rows,
        # and a query over a few hundred of them was planned in a way that took a minute
        "autovacuum=off",
        # Without statistics a query looks costly, and would be compiled for a second each time
        "jit=off",
    ]
    options = [part for setting in settings for part in ("-c", setting)]
    command = [programs / "postgres", "-D", folder / "data", *options]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            command, cwd=folder, stdout=log, stderr=log, start_new_session=True, **identity
        )
    try:
        _wait_for(process, port, folder / "log")
        yield
    finally:
        process.send_signal(signal.SIGINT)  # its fast way to end: open connections are closed
        process.wait()


def _wait_for(process: subprocess.Popen, port: int, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SetupError(f"{log.read_text()}\nPostgreSQL does not start: the lines above say why.")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]
