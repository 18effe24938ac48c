"""An answer is waited for until one moment, from looking up the address to its last byte.

urllib3 gives its seconds anew to each address that it tries and to each part of an answer: a server, or a
proxy before it, from which a byte comes now and then would be waited for without end. Who gives up hangs up.
"""

import http.client
import io
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from functools import cache
from typing import Any

from elastic_transport import NodeConfig, Urllib3HttpNode
from elastic_transport.client_utils import DEFAULT
from urllib3 import Timeout
from urllib3.exceptions import ConnectTimeoutError


class PunctualNode(Urllib3HttpNode):
    """A server whose answers take as many seconds as are given to them, or fail."""

    def __init__(self, config: NodeConfig):
        super().__init__(config)
        self.pool.ConnectionCls = _punctual(self.pool.ConnectionCls)

    def perform_request(
        self, method: str, target: str, body: Any = None, headers: Any = None, request_timeout: Any = DEFAULT
    ):
        if isinstance(request_timeout, int | float):
            # A number alone would be that of connecting, and once more that of reading
            request_timeout = Timeout(total=request_timeout)
        return super().perform_request(method, target, body, headers, request_timeout)


@cache
def _punctual(connection: type[http.client.HTTPConnection]) -> type[http.client.HTTPConnection]:
    """The same kind of connection, with or without TLS."""
    return type(f"Punctual{connection.__name__}", (_Punctual, connection), {})


class _Answer(http.client.HTTPResponse):
    """An answer for which there is as much time as its socket has when it begins."""

    def __init__(self, sock: socket.socket, *args: Any, **options: Any):
        super().__init__(sock, *args, **options)
        if (seconds := sock.gettimeout()) is not None:
            self.fp = io.BufferedReader(_Parts(self.fp.detach(), sock, seconds))


class _Parts(io.RawIOBase):
    """What comes of an answer until its time is over."""

    def __init__(self, parts: io.RawIOBase, sock: socket.socket, seconds: float):
        self.parts, self.sock, self.end = parts, sock, time.monotonic() + seconds

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self.end - time.monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        self.sock.settimeout(left)
        return self.parts.readinto(buffer)

    def close(self) -> None:
        self.parts.close()
        super().close()


class _Punctual:
    """What is changed of a connection of urllib3."""

    response_class = _Answer
    timeout: float | None

    def _new_conn(self) -> socket.socket:
        """Connect. Looking up the address knows no limit, nor does the number of addresses: beside a thread
        that does it, one can wait for as long as one likes.
        """
        began, connecting = time.monotonic(), _begin(super()._new_conn)
        try:
            sock = connecting.result(self.timeout)
        except TimeoutError as error:
            connecting.add_done_callback(_hang_up)
            raise ConnectTimeoutError(self, f"No connection within {self.timeout:g} s") from error
        if self.timeout is not None:
            # TLS begins with what is left
            sock.settimeout(max(self.timeout - (time.monotonic() - began), 0.001))
        return sock


def _begin(act: Callable[[], socket.socket]) -> Future[socket.socket]:
    """Do it in a thread of its own: there are few connections, and a process that ends waits for none."""
    future: Future[socket.socket] = Future()

    def run() -> None:
        try:
            future.set_result(act())
        except Exception as error:
            future.set_exception(error)

    threading.Thread(target=run, name="search-connecting", daemon=True).start()
    return future


def _hang_up(late: Future[socket.socket]) -> None:
    if late.exception() is None:
        late.result().close()
