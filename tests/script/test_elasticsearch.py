"""Getting Elasticsearch: only what is needed of a large zip, checked, and said where it cannot be had."""

import io
import os
import signal
import subprocess
import sys
import tempfile
import threading
import zipfile
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.conf import settings

import elasticsearch_files
import elasticsearch_server
import elasticsearch_ways
import http_zip
from elasticsearch_container import IMAGE
from failures import SetupError

STAND_IN = Path(__file__).with_name("stand_in_docker.py")
PREFIX = "product/elasticsearch/"
MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def archive() -> bytes:
    """Much that nobody needs, then two files that are needed."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("product/other.jar", os.urandom(30 * MEGABYTE))
        archive.writestr(f"{PREFIX}lib/server.jar", "server")
        archive.writestr(f"{PREFIX}config/log4j2.properties", "log")
    return content.getvalue()


class _Repository(BaseHTTPRequestHandler):
    content, has_ranges, sent = b"", True, 0

    def do_GET(self):
        wanted = self.headers.get("Range") if self.has_ranges else None
        part = self.content
        if wanted:
            first, last = map(int, wanted.removeprefix("bytes=").split("-"))
            part = part[first : last + 1]
        self.send_response(206 if wanted else 200)
        if wanted:
            self.send_header("Content-Range", f"bytes {first}-{last}/{len(self.content)}")
        self.send_header("Content-Length", str(len(part)))
        self.end_headers()
        try:
            self.wfile.write(part)
        except ConnectionError:
            return
        type(self).sent += len(part)

    def log_message(self, *_):
        pass


@pytest.fixture
def repository(archive):
    """Starts a server of the archive: `repository(has_ranges=True)` gives its class and its address."""
    servers = []

    def start(**values):
        handler = type("Handler", (_Repository,), {"content": archive} | values)
        servers.append(ThreadingHTTPServer(("127.0.0.1", 0), handler))
        threading.Thread(target=servers[-1].serve_forever, daemon=True).start()
        return handler, f"http://127.0.0.1:{servers[-1].server_port}"

    yield start
    for each in servers:
        each.shutdown()
        each.server_close()


@pytest.mark.parametrize("has_ranges", [True, False])
def test_files_below_a_folder_are_taken_out_of_a_zip_on_the_web(repository, tmp_path, has_ranges):
    server, address = repository(has_ranges=has_ranges)

    with http_zip.opened(address, tmp_path) as archive:
        http_zip.extract(archive, PREFIX, tmp_path / "files")

    files = {
        str(path.relative_to(tmp_path)): path.read_text() for path in tmp_path.rglob("*") if path.is_file()
    }
    assert files == {"files/lib/server.jar": "server", "files/config/log4j2.properties": "log"}
    assert (server.sent < 20 * MEGABYTE) == has_ranges


@pytest.fixture
def our_folder(monkeypatch, tmp_path):
    monkeypatch.setattr(elasticsearch_files, "CACHE", tmp_path)
    monkeypatch.setattr(elasticsearch_files, "OPEN_CACHE", tmp_path)
    monkeypatch.setattr(elasticsearch_files, "PREFIX", PREFIX)
    return tmp_path / "elasticsearch"


def test_files_that_are_not_the_known_ones_are_refused_and_leave_nothing(repository, our_folder, monkeypatch):
    monkeypatch.setattr(elasticsearch_files, "REPOSITORY", repository()[1])

    with pytest.raises(SetupError, match="other files"):
        elasticsearch_files.home()

    assert list(our_folder.iterdir()) == []


def test_known_files_are_kept_and_not_asked_for_again(repository, our_folder, monkeypatch, tmp_path_factory):
    server, address = repository()
    monkeypatch.setattr(elasticsearch_files, "REPOSITORY", address)
    same = tmp_path_factory.mktemp("same")
    (same / "lib").mkdir()
    (same / "config").mkdir()
    (same / "lib" / "server.jar").write_text("server")
    (same / "config" / "log4j2.properties").write_text("log")
    monkeypatch.setattr(elasticsearch_files, "DIGEST", elasticsearch_files.digest(same))

    home = elasticsearch_files.home()
    sent = server.sent

    assert elasticsearch_files.home() == home
    assert server.sent == sent
    assert (home / "lib" / "server.jar").read_text() == "server"
    assert (home / "plugins").is_dir()


def test_repository_that_cannot_be_reached_is_said(our_folder, monkeypatch, capsys):
    monkeypatch.setattr(elasticsearch_files, "REPOSITORY", "http://127.0.0.1:9")

    assert elasticsearch_files.home() is None
    assert "http://127.0.0.1:9 cannot be reached" in capsys.readouterr().out


def control(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [settings.ROOT / "script" / "elasticsearch", *arguments],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_status_of_none_is_the_exit_code_of_init_scripts():
    port = str(elasticsearch_server.free_port())

    ended = control("status", ELASTICSEARCH_PORT=port)

    assert ended.returncode == 3
    assert ended.stdout == f"No Elasticsearch answers at http://127.0.0.1:{port}\n"


@pytest.mark.parametrize("arguments", [(), ("restart",), ("start", "stop")])
def test_what_is_not_understood_is_answered_with_the_usage(arguments):
    ended = control(*arguments)

    assert ended.returncode == 2
    assert ended.stderr == "Usage: script/elasticsearch start|stop|status\n"


def test_port_that_is_none_is_named():
    ended = control("status", ELASTICSEARCH_PORT="many")

    assert ended.returncode == 1
    assert ended.stderr == "ELASTICSEARCH_PORT is not the number of a port: many\n"


@pytest.fixture
def cache():
    """A cache folder that another user may look into, on a machine that runs no containers."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder = Path(name)
        folder.chmod(0o755)
        for client in ("docker", "podman"):
            (folder / client).write_text("#!/bin/sh\nexit 1\n")
            (folder / client).chmod(0o755)
        yield {"TARJOTIN_CACHE": name, "PATH": f"{name}:{os.environ['PATH']}"}


@pytest.fixture
def docker(cache):
    """The folder of an engine that runs containers; what it was told is one line each in `told`."""
    folder = Path(cache["TARJOTIN_CACHE"])
    (folder / "docker").write_text(f'#!/bin/sh\nexec "{sys.executable}" "{STAND_IN}" "{folder}" "$@"\n')
    yield folder
    with suppress(FileNotFoundError, ProcessLookupError):
        os.kill(int((folder / "process").read_text()), signal.SIGKILL)


def told(docker: Path) -> list[str]:
    return (docker / "told").read_text().splitlines()


def run_of(name: str, options: str, port: int) -> str:
    """What makes a container, in words."""
    return (
        f"run --detach --name {name} {options} --memory 1g --publish 127.0.0.1:{port}:9200"
        " --env discovery.type=single-node --env xpack.security.enabled=false"
        " --env cluster.routing.allocation.disk.threshold_enabled=false"
        f" --env 'ES_JAVA_OPTS=-Xms512m -Xmx512m' {IMAGE}"
    )


def test_container_is_started_and_stopped_where_there_is_an_engine_for_them(cache, docker):
    (docker / "image").touch()
    port = elasticsearch_server.free_port()

    started = control("start", ELASTICSEARCH_PORT=str(port), **cache)
    is_answering = elasticsearch_server.is_answering(port)
    stopped = control("stop", ELASTICSEARCH_PORT=str(port), **cache)

    assert f"ELASTICSEARCH_URL=http://127.0.0.1:{port} script/server" in started.stdout
    assert is_answering
    assert stopped.stdout == "Elasticsearch is stopped.\n"
    assert told(docker) == [
        "info",
        f"image inspect {IMAGE}",
        run_of("tarjotin-elasticsearch", "--rm", port),
        "info",
        "stop tarjotin-elasticsearch",
    ]


def test_image_is_pulled_the_first_time(cache, docker, monkeypatch):
    (docker / "registry").touch()
    monkeypatch.setenv("PATH", cache["PATH"])

    with elasticsearch_ways.server() as server:
        assert elasticsearch_server.is_answering(server.port)

    assert told(docker)[1:3] == [f"image inspect {IMAGE}", f"pull --quiet {IMAGE}"]


def test_where_the_image_cannot_be_had_its_files_are_looked_for(cache, docker):
    ended = control("start", MAVEN_URL="http://127.0.0.1:9", ELASTICSEARCH_PORT="9", **cache)

    assert ended.returncode == 1
    assert f"{IMAGE} cannot be had" in ended.stdout
    assert "http://127.0.0.1:9 cannot be reached" in ended.stdout
    assert "No Elasticsearch is to be had here" in ended.stderr


def test_tests_have_a_container_where_there_is_an_engine_for_them(cache, docker, monkeypatch):
    """It hangs, dies and comes back as the server from files does."""
    (docker / "image").touch()
    monkeypatch.setenv("PATH", cache["PATH"])

    with elasticsearch_ways.server(niceness=5) as server:
        server.stop_answering()
        server.go_on()
        was_answering = elasticsearch_server.is_answering(server.port)
        server.kill()
        was_dead = not elasticsearch_server.is_answering(server.port)
        server.start()
        is_answering = elasticsearch_server.is_answering(server.port)

    name = f"tarjotin-elasticsearch-{server.port}"
    assert (was_answering, was_dead, is_answering) == (True, True, True)
    assert not elasticsearch_server.is_answering(server.port)
    assert told(docker) == [
        "info",
        f"image inspect {IMAGE}",
        f"inspect {name}",
        run_of(name, "--cpu-shares 336", server.port),
        *(f"{word} {name}" for word in ("pause", "unpause", "kill", "wait", "inspect", "start", "unpause")),
        f"rm --force --volumes {name}",
    ]


@pytest.fixture
def running(cache):
    """A process that stands for the server that was started before."""
    command = [sys.executable, "-c", "import time; time.sleep(60)", elasticsearch_server.LAUNCHER]
    with subprocess.Popen(command) as process:
        folder = Path(cache["TARJOTIN_CACHE"], "elasticsearch", "running")
        folder.mkdir(parents=True)
        (folder / "pid").write_text(str(process.pid))
        yield process
        process.kill()


def test_server_that_runs_at_another_port_is_not_forgotten_for_a_second_one(cache, running):
    port = str(elasticsearch_server.free_port())

    second = control("start", ELASTICSEARCH_PORT=port, **cache)
    stopped = control("stop", ELASTICSEARCH_PORT=port, **cache)

    assert second.returncode == 1
    assert f"runs already (process {running.pid}), and does not answer at port {port}" in second.stderr
    assert stopped.stdout == "Elasticsearch is stopped.\n"
    assert running.wait() == -signal.SIGTERM


def test_server_that_was_not_started_here_is_not_said_to_be_stopped(cache, repository):
    _server, address = repository()

    ended = control("stop", ELASTICSEARCH_PORT=address.rpartition(":")[2], **cache)

    assert ended.returncode == 1
    assert ended.stderr == f"The Elasticsearch at {address} was not started by this command: it goes on.\n"


@pytest.mark.parametrize(("mode", "is_open"), [(0o755, True), (0o700, False)])
def test_folder_that_others_may_not_go_through_is_known(mode, is_open):
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder = Path(name)
        folder.chmod(mode)

        assert elasticsearch_files._is_open(folder / "not yet") is is_open
