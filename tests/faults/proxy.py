"""Stands between us and Elasticsearch, and breaks in the ways that it may."""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

#: An answer of which a byte comes now and then, from its first one or from the end of its head
DRIPPING, DRIPPING_ON = "dripping", "dripping on"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n"
#: What comes at once, and what byte by byte
DRIPS = {DRIPPING: (b"", HEAD), DRIPPING_ON: (HEAD, b"{" + b" " * 99)}
ANSWERS = {
    "unavailable": (503, b"<html>", "text/html"),
    "garbage": (200, b"<html>", "text/html"),
    "something else": (200, b'{"status": "maintenance"}', "application/json"),
}
#: What it says of an answer that is not whole, in place of what it says of one that is
NOT_WHOLE = {
    "out of time": (b'"timed_out":false', b'"timed_out":true'),
    "lacking a part": (b'"failed":0', b'"failed":1'),
}
FAULTS = ("refused", "hanging", *DRIPS, *ANSWERS, "cut off")
#: Seconds between two bytes, and until somebody is let in
DRIP, LET_IN = 0.5, 0.5
#: No fault to whoever waits two seconds, for one answer; a search takes several. And no answer after as long
SLOW, LATE, SECONDS = "slow", "breaking off late", 1.9


class Proxy:
    """Passes everything on until `fault` is one of FAULTS or NOT_WHOLE, or SLOW or LATE: `seconds` for each
    answer. The next answers have `faults` in its place, one each.

    `asked` counts what has come, `left` who went before a dripping answer was whole. With a file of a
    certificate and its key one asks by https.
    """

    def __init__(self, url: str, certificate: Path | None = None):
        self.target, self.fault, self.asked, self.seconds = urlsplit(url).netloc, "", 0, SECONDS
        self.faults: list[str] = []
        self.left, self.scheme = 0, "https" if certificate else "http"
        self.released = threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"proxy": self}))
        self.server.daemon_threads = True
        if certificate:
            secured = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            secured.load_cert_chain(certificate)
            self.server.socket = secured.wrap_socket(self.server.socket, server_side=True)
        threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        ).start()

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.server.server_port}"

    def mend(self) -> None:
        """No fault from now on; who was kept waiting is let go."""
        self.fault = ""
        self.released.set()
        self.released = threading.Event()

    def end(self) -> None:
        self.released.set()
        self.server.shutdown()
        self.server.server_close()


class _Handler(BaseHTTPRequestHandler):
    proxy: Proxy

    def answer(self) -> None:
        self.proxy.asked += 1
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        fault = self.proxy.faults.pop(0) if self.proxy.faults else self.proxy.fault
        self.close_connection = True
        if fault in ("hanging", SLOW, LATE):
            self.proxy.released.wait(30 if fault == "hanging" else self.proxy.seconds)
        if fault in DRIPS:
            self._drip(*DRIPS[fault])
        if fault in ANSWERS:
            status, content, kind = ANSWERS[fault]
            self._send(status, content, {"Content-Type": kind})
        if fault == "cut off":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")
        if fault in ("", SLOW, *NOT_WHOLE):
            # A server that is gone closes connections
            with suppress(OSError, http.client.HTTPException):
                self._pass_on(body, fault)
                self.close_connection = False

    do_GET = do_POST = do_PUT = do_HEAD = do_DELETE = answer  # noqa: N815 - as the library calls them

    def _drip(self, at_once: bytes, rest: bytes) -> None:
        """Until it is whole, or nobody waits for it any more."""
        try:
            self.wfile.write(at_once)
            for each in rest:
                if self.proxy.released.wait(DRIP):
                    break
                self.wfile.write(bytes([each]))
        except OSError:
            self.proxy.left += 1

    def _pass_on(self, body: bytes, fault: str) -> None:
        with closing(http.client.HTTPConnection(self.proxy.target, timeout=30)) as connection:
            headers = {key: value for key, value in self.headers.items() if key.lower() != "host"}
            connection.request(self.command, self.path, body, headers)
            answer = connection.getresponse()
            content, given = answer.read(), answer.headers
        if fault in NOT_WHOLE:
            content = content.replace(*NOT_WHOLE[fault])
        kept = {key: given[key] for key in ("Content-Type", "X-Elastic-Product") if key in given}
        self._send(answer.status, content, kept)

    def _send(self, status: int, content: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *_):
        pass


@contextmanager
def slow_to_let_in() -> Iterator[str]:
    """The address of a server that lets nobody in for a second, and then never says a word.

    While its queue is full nobody gets through, and the system knocks again after a second.
    """
    with socket.socket() as server, socket.socket() as first:
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        first.connect(server.getsockname())
        let_in = threading.Thread(target=_let_in, args=(server,), daemon=True)
        let_in.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}"
        finally:
            server.shutdown(socket.SHUT_RDWR)
            let_in.join()


def _let_in(server: socket.socket) -> None:
    time.sleep(LET_IN)
    with ExitStack() as guests, suppress(OSError):
        while True:
            guests.enter_context(server.accept()[0])
