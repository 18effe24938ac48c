"""An Elasticsearch that hangs, fills up and dies in turns."""

import json
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from elasticsearch_ways import Server

#: Seconds of each fault, and of peace before it
FAULT, PEACE = 4.0, 6.0
#: Its start takes little processor from the site, as on a host of its own, and the site does not starve it
NICENESS = 5


class Flapping:
    """Breaks a server in one way after another, and mends it.

    `faults` are how often it did, in each way and for as long as it should; `error` is what it ended of.
    """

    def __init__(self, server: Server):
        self.server, self.over = server, threading.Event()
        self.ways = {"hung": self._hanging, "filled up": self._full, "died": self._dead}
        self.faults = dict.fromkeys(self.ways, 0)
        self.error = ""

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
        try:
            while not self.over.is_set():
                self._break_in_all_ways()
        except Exception as error:
            # In a thread of its own nobody else hears of it, and a drill without faults proves nothing
            self.error = f"{type(error).__name__}: {error}"

    def _break_in_all_ways(self) -> None:
        for name, broken in self.ways.items():
            if self.over.wait(PEACE):
                return
            with broken():
                self.faults[name] += not self.over.wait(FAULT)

    @contextmanager
    def _hanging(self) -> Iterator[None]:
        self.server.stop_answering()
        try:
            yield
        finally:
            self.server.go_on()

    @contextmanager
    def _full(self) -> Iterator[None]:
        self._set_block(True)
        try:
            yield
        finally:
            self._set_block(None)

    @contextmanager
    def _dead(self) -> Iterator[None]:
        self.server.kill()
        try:
            yield
        finally:
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
