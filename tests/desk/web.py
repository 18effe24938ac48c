"""Websites on this machine, for the link checker: real servers on real ports."""

import datetime
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

#: How long every request stays, so that those of the same time meet
MEETING = 0.02  # seconds


@dataclass
class Website:
    """Answers `/404` with 404, `/to?where` with a redirect, and so on; `asked` is what came."""

    port: int = 0
    asked: list[str] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    at_once: int = 0
    most_at_once: int = 0

    def url(self, path: str = "/", host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_HEAD(self):
        self.answer()

    def do_GET(self):
        self.answer()

    def answer(self):
        site = self.server.site
        site.asked.append(f"{self.command} {self.path}")
        site.hosts.append(self.headers["Host"])
        site.agents.add(self.headers["User-Agent"])
        site.at_once += 1
        site.most_at_once = max(site.most_at_once, site.at_once)
        time.sleep(MEETING)
        # Before the answer: whoever has read it asks on at once
        site.at_once -= 1
        self._answer()

    def _answer(self):
        path, _mark, where = self.path.partition("?")
        if path == "/slow":
            time.sleep(3)
        if path == "/drip":
            self._drip()
            return
        status = int(path[1:]) if path[1:].isdecimal() else 200
        if path == "/no-head" and self.command == "HEAD":
            status = 405
        if path == "/head-is-404" and self.command == "HEAD":
            status = 404
        self.send_response(302 if where and path == "/to" else status)
        if path == "/to":
            self.send_header("Location", where)
        if path == "/round":
            self.send_header("Location", "/to?/round2")
        body = b"x" * (50_000_000 if path == "/large" and self.command == "GET" else 2)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def _drip(self):
        """A byte of an answer now and then, for ever."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        for _ in range(100):
            time.sleep(0.1)
            self.wfile.write(b"x")
            self.wfile.flush()

    def log_message(self, *_args):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_args):
        """Whoever asked has gone: as it should."""


class Server6(Server):
    address_family = socket.AF_INET6


@contextmanager
def website(*, address: str = "127.0.0.1", context: ssl.SSLContext | None = None) -> Iterator[Website]:
    kind = Server6 if ":" in address else Server
    server = kind((address, 0), Handler)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    server.site = Website(port=server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def certificate(folder: Path, name: str) -> tuple[Path, ssl.SSLContext]:
    """A certificate of a name that vouches for itself, and what a server of that name serves with."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([_alternative(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, secret = folder / f"{name}.pem", folder / f"{name}.key"
    public.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, secret)
    return public, context


def _alternative(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)
