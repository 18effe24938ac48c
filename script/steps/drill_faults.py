"""An Elasticsearch that hangs, dies and fills up in turns."""

import json
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from elasticsearch_ways import Server

#: Seconds of each fault, and of peace after it
FAULT, PEACE = 4.0, 6.0
#: Its start takes little processor from the site, as on a host of its own, and the site does not starve it
NICENESS = 5


class Flapping:
    """Breaks a server in one way after another, and mends it."""

    def __init__(self, server: Server):
        self.server, self.over = server, threading.Event()

    @contextmanager
    def going_on(self) -> Iterator[None]:
        thread = threading.Thread(target=self._flap)
        thread.start()
        try:
            yield
        finally:
            self.over.set()
            thread.join()

    def _flap(self) -> None:
        while not self.over.is_set():
            for fault in (self._hang, self._fill, self._die):
                if not self.over.wait(PEACE):
                    fault()

    def _hang(self) -> None:
        self.server.stop_answering()
        self.over.wait(FAULT)
        self.server.go_on()

    def _fill(self) -> None:
        self._set_block(True)
        self.over.wait(FAULT)
        self._set_block(None)

    def _die(self) -> None:
        self.server.kill()
        self.over.wait(FAULT)
        self.server.start()

    def _set_block(self, value: bool | None) -> None:
        """As it does itself when its disk is nearly full."""
        request = urllib.request.Request(
            f"{self.server.url}/tarjotin-*/_settings",
            data=json.dumps({"index.blocks.read_only_allow_delete": value}).encode(),
            headers={"Content-Type": "application/json"},
            method="PUT",
        )
        urllib.request.urlopen(request, timeout=30).close()
