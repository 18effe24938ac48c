"""An Elasticsearch for tests and drills, which may stop and kill it: in a container, or from its files."""

import os
import signal
import sys
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import elasticsearch_container
import elasticsearch_server
from elasticsearch_container import Container
from failures import SetupError

#: What a container gets of a processor that others want as well, and how much less with each step of niceness
SHARES, STEP = 1024, 1.25


@contextmanager
def server(*, niceness: int = 0) -> Iterator["Server | None"]:
    """Run one until the block ends; None where this machine can have none, in either way.

    niceness: how much it steps back for others on the same processors, from 0 to 19.
    """
    with tempfile.TemporaryDirectory(prefix="tarjotin-elasticsearch-") as name:
        found = _first_that_starts(Path(name), niceness)
        try:
            yield found
        finally:
            if found:
                found.end()


class Server(ABC):
    """A server that keeps its data until its end."""

    def __init__(self) -> None:
        self.port = elasticsearch_server.free_port()

    @property
    def url(self) -> str:
        return elasticsearch_server.address(self.port)

    @abstractmethod
    def start(self) -> None:
        """Start it, or again on the same data after it was killed. Raises SetupError."""

    @abstractmethod
    def stop_answering(self) -> None:
        """It hangs from now on: whoever asks is let in and waits."""

    @abstractmethod
    def go_on(self) -> None:
        """It hangs no more."""

    @abstractmethod
    def kill(self) -> None:
        """Let it do nothing more, at once."""

    @abstractmethod
    def end(self) -> None:
        """Whatever state it is in."""


class InContainer(Server):
    def __init__(self, engine: str, niceness: int):
        super().__init__()
        self.container = Container(engine, f"tarjotin-elasticsearch-{self.port}")
        self.shares = str(round(SHARES / STEP**niceness))

    def start(self) -> None:
        if self.container.is_there():
            self.container.tell("start")
            self.container.wait_for(self.port)
        else:
            self.container.run(self.port, "--cpu-shares", self.shares)

    def stop_answering(self) -> None:
        self.container.tell("pause")

    def go_on(self) -> None:
        self.container.tell("unpause")

    def kill(self) -> None:
        self.container.tell("kill")
        self.container.tell("wait")

    def end(self) -> None:
        self.go_on()
        self.container.tell("rm", "--force", "--volumes")


class FromFiles(Server):
    def __init__(self, folder: Path, niceness: int):
        super().__init__()
        self.folder, self.niceness = folder, niceness

    def start(self) -> None:
        self.process = elasticsearch_server.start(self.folder, self.port, niceness=self.niceness)
        elasticsearch_server.wait_for(self.process, self.port, self.folder)

    def stop_answering(self) -> None:
        self._send(signal.SIGSTOP)

    def go_on(self) -> None:
        self._send(signal.SIGCONT)

    def kill(self) -> None:
        self._send(signal.SIGKILL)
        self.process.wait()

    def end(self) -> None:
        self.go_on()
        self.process.terminate()
        self.process.wait()

    def _send(self, number: signal.Signals) -> None:
        """To the launcher and the server it has launched: they are alone in their group."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, number)


def _first_that_starts(folder: Path, niceness: int) -> Server | None:
    for found in _to_be_had(folder, niceness):
        try:
            found.start()
        except SetupError as error:
            print(error, file=sys.stderr, flush=True)
            found.end()
        else:
            return found
    return None


def _to_be_had(folder: Path, niceness: int) -> Iterator[Server]:
    """In the order in which `script/elasticsearch` takes them."""
    engine = elasticsearch_container.find_engine()
    if engine and elasticsearch_container.is_to_be_had(engine):
        yield InContainer(engine, niceness)
    if elasticsearch_server.is_to_be_had():
        yield FromFiles(folder, niceness)
