"""An Elasticsearch that hangs, dies and fills up in turns."""

import json
import os
import signal
import subprocess
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import elasticsearch_server

#: Seconds of each fault, and of peace after it
FAULT, PEACE = 4.0, 6.0
#: Its start takes little processor from the site, as on a host of its own, and the site does not starve it
NICENESS = 5


def start(folder: Path, port: int) -> subprocess.Popen:
    return elasticsearch_server.start(folder, port, niceness=NICENESS)


class Flapping:
    """Breaks a server in one way after another, and mends it."""

    def __init__(self, server: subprocess.Popen, port: int, folder: Path):
        self.server, self.port, self.folder = server, port, folder
        self.over = threading.Event()

    @contextmanager
    def going_on(self) -> Iterator[None]:
        thread = threading.Thread(target=self._flap)
        thread.start()
        try:
            yield
        finally:
            self.over.set()
            thread.join()

    def end_server(self) -> None:
        if self.server.poll() is None:
            self._send(signal.SIGCONT)
            self._send(signal.SIGKILL)
            self.server.wait()

    def _flap(self) -> None:
        while not self.over.is_set():
            for fault in (self._hang, self._fill, self._die):
                if not self.over.wait(PEACE):
                    fault()

    def _hang(self) -> None:
        self._send(signal.SIGSTOP)
        self.over.wait(FAULT)
        self._send(signal.SIGCONT)

    def _fill(self) -> None:
        self._set_block(True)
        self.over.wait(FAULT)
        self._set_block(None)

    def _die(self) -> None:
        self._send(signal.SIGKILL)
        self.server.wait()
        self.over.wait(FAULT)
        self.server = start(self.folder, self.port)
        elasticsearch_server.wait_for(self.server, self.port, self.folder)

    def _set_block(self, value: bool | None) -> None:
        """As it does itself when its disk is nearly full."""
        request = urllib.request.Request(
            f"{elasticsearch_server.address(self.port)}/tarjotin-*/_settings",
            data=json.dumps({"index.blocks.read_only_allow_delete": value}).encode(),
            headers={"Content-Type": "application/json"},
            method="PUT",
        )
        urllib.request.urlopen(request, timeout=30).close()

    def _send(self, number: signal.Signals) -> None:
        """To the launcher and the server it has launched."""
        children = []
        for task in Path(f"/proc/{self.server.pid}/task").iterdir():
            children += map(int, (task / "children").read_text().split())
        for pid in [*children, self.server.pid]:
            with suppress(ProcessLookupError):
                os.kill(pid, number)
