"""An Elasticsearch of a test's own, which it may stop and kill."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import elasticsearch_server
from elasticsearch_server import address, free_port, wait_for


class OwnServer:
    """A real server on files of its own."""

    def __init__(self, folder: Path):
        self.folder, self.port = folder, free_port()
        self.start()

    @property
    def url(self) -> str:
        return address(self.port)

    def start(self) -> None:
        """Start it, or again on the same files after it was killed."""
        self.process = elasticsearch_server.start(self.folder, self.port)
        wait_for(self.process, self.port, self.folder)

    def stop_answering(self) -> None:
        self._send(signal.SIGSTOP)

    def go_on(self) -> None:
        self._send(signal.SIGCONT)

    def kill(self) -> None:
        self._send(signal.SIGKILL)
        self.process.wait()

    def end(self) -> None:
        if self.process.poll() is None:
            self.go_on()
            self.kill()

    def _send(self, number: signal.Signals) -> None:
        """To the launcher and the server it has launched."""
        for pid in [*_children(self.process), self.process.pid]:
            os.kill(pid, number)


def _children(process: subprocess.Popen) -> Iterator[int]:
    for each in Path(f"/proc/{process.pid}/task").iterdir():
        yield from map(int, (each / "children").read_text().split())
