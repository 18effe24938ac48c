"""Stands between us and Elasticsearch, and breaks in the ways that it may."""

import http.client
import threading
from contextlib import closing, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

FAULTS = ("refused", "hanging", "unavailable", "garbage", "something else", "cut off")
#: No fault to whoever waits two seconds, for one answer; a search takes several. And no answer after as long
SLOW, LATE, SECONDS = "slow", "breaking off late", 1.9


class Proxy:
    """Passes everything on until `fault` is one of FAULTS, or SLOW or LATE: `seconds` for each answer.

    `asked` counts what has come.
    """

    def __init__(self, url: str):
        self.target, self.fault, self.asked, self.seconds = urlsplit(url).netloc, "", 0, SECONDS
        self.released = threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"proxy": self}))
        self.server.daemon_threads = True
        threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        ).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

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
        fault = self.proxy.fault
        if fault == "hanging":
            self.proxy.released.wait(30)
        if fault in (SLOW, LATE):
            self.proxy.released.wait(self.proxy.seconds)
        if fault in ("hanging", "refused", "cut off", LATE):
            self.close_connection = True
        if fault == "cut off":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")
        if fault in ("unavailable", "garbage"):
            self._send(503 if fault == "unavailable" else 200, b"<html>", {"Content-Type": "text/html"})
        if fault == "something else":
            self._send(200, b'{"status": "maintenance"}', {"Content-Type": "application/json"})
        if fault in ("", SLOW):
            self.close_connection = True
            # A server that is gone closes connections
            with suppress(OSError, http.client.HTTPException):
                self._pass_on(body)
                self.close_connection = False

    do_GET = do_POST = do_PUT = do_HEAD = do_DELETE = answer  # noqa: N815 - as the library calls them

    def _pass_on(self, body: bytes) -> None:
        with closing(http.client.HTTPConnection(self.proxy.target, timeout=30)) as connection:
            headers = {key: value for key, value in self.headers.items() if key.lower() != "host"}
            connection.request(self.command, self.path, body, headers)
            answer = connection.getresponse()
            content, given = answer.read(), answer.headers
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
