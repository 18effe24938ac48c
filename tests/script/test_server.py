"""What can go wrong at a start ends it with one line."""

import os
import socket
import subprocess

import pytest
from django.conf import settings

import server


def start(**environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [settings.ROOT / "script" / "server"],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_taken_port_is_named_with_another_to_choose():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        ended = start(PORT=str(port))

    assert ended.returncode == 1
    [line] = ended.stderr.splitlines()
    assert f"port {port}: Address already in use" in line
    assert f"PORT={port + 1} script/server" in line


def test_highest_port_is_followed_by_none():
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", 65535))
        taken.listen()

        ended = start(PORT="65535")

    assert "PORT=65534 script/server" in ended.stderr


@pytest.mark.parametrize(
    ("host", "served"),
    [
        ("127.0.0.1", "127.0.0.1,localhost,[::1]"),
        ("192.0.2.7", "127.0.0.1,localhost,[::1],192.0.2.7"),
        ("fd00::7", "127.0.0.1,localhost,[::1],[fd00::7]"),
        ("0.0.0.0", "*"),
    ],
)
def test_site_is_served_at_the_address_that_is_asked_for(monkeypatch, host, served):
    monkeypatch.delenv("ALLOWED_HOSTS", raising=False)

    assert server.environment_of(host, 8000)["ALLOWED_HOSTS"] == served


@pytest.mark.parametrize("port", ["eighty", "0", "65536", "-1"])
def test_port_that_is_no_port_is_refused(port):
    ended = start(PORT=port)

    assert ended.returncode == 1
    assert ended.stderr == f"PORT is not the number of a port: {port}\n"


@pytest.mark.parametrize("folder", ["/proc/tarjotin", "/dev/null/tarjotin"])
def test_folder_that_cannot_be_written_is_named(folder):
    with socket.create_server(("127.0.0.1", 0)) as once_taken:
        port = once_taken.getsockname()[1]

    ended = start(PORT=str(port), DATA_FOLDER=folder)

    assert ended.returncode == 1
    [line] = ended.stderr.splitlines()
    assert line.startswith(f"DATA_FOLDER cannot be written: {folder} (")


def test_old_python_is_named(tmp_path):
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2" && exit 0\nexit 1\n')
    old.chmod(0o755)

    ended = subprocess.run(
        ["/bin/sh", settings.ROOT / "script" / "find-python"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 1
    assert ended.stderr == "Python 3.11 or newer is needed; found Python 3.9.2.\n"
