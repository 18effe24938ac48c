"""Ask one address of the web whether it is there: step by step through its redirects, each checked anew.

The standard library's client, since its `connect` may be replaced: the connection goes to the very address
that was checked, while TLS is verified by the name (docs/decisions/0023-links.md).
"""

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urljoin, urlsplit

from django.utils.encoding import iri_to_uri

from desk.links.addresses import Address, ForbiddenError, NotFoundError, checked, is_public, resolve
from desk.links.reasons import Reason

MOST_REDIRECTS = 5
MOST_BYTES = 16_384
MOST_ADDRESSES = 3
REDIRECTS = frozenset({301, 302, 303, 307, 308})
PORTS = {"http": 80, "https": 443}
#: The page is there, and not for a machine: nobody can say more
NOT_FOR_US = frozenset({401, 402, 403, 405, 406, 407, 408, 423, 425, 429, 451, 999})
TOO_OFTEN = frozenset({429, 503})


#: The first that fits
REASONS: dict[type[Exception], Reason] = {
    ForbiddenError: Reason.FORBIDDEN,
    NotFoundError: Reason.NO_SERVER,
    ssl.SSLError: Reason.CERTIFICATE,
    TimeoutError: Reason.SLOW,
    OSError: Reason.NO_ANSWER,
    http.client.HTTPException: Reason.NO_ANSWER,
    ValueError: Reason.NO_ANSWER,
}


@dataclass(frozen=True)
class Rules:
    """Where one may go. Only tests give others than these."""

    user_agent: str
    is_allowed: Callable[[Address], bool] = is_public
    ports: frozenset[int] = frozenset(PORTS.values())
    resolve: Callable[[str, int], Sequence[str]] = resolve
    trust: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    #: Seconds to connect and for each read; seconds for a whole answer
    patience: float = 8
    deadline: float = 20
    #: Entered for each request, by the name of its host
    turn: Callable[[str], AbstractContextManager] = lambda host: nullcontext()  # noqa: ARG005


@dataclass(frozen=True)
class Answer:
    """How it went: no reason, where there is something."""

    reason: Reason | None = None
    status: int = 0

    @property
    def wants_rest(self) -> bool:
        return self.status in TOO_OFTEN


@dataclass(frozen=True)
class _Target:
    """One step: where to connect, and what to ask for there."""

    addresses: Sequence[str]
    host: str
    port: int
    is_secure: bool
    path: str


def ask(url: str, rules: Rules) -> Answer:
    """Follow a link. Never raises for what a link or a server may do."""
    try:
        return _follow(url, rules)
    except tuple(REASONS) as error:
        return Answer(next(reason for kind, reason in REASONS.items() if isinstance(error, kind)))


def _follow(url: str, rules: Rules) -> Answer:
    for _step in range(MOST_REDIRECTS + 1):
        status, leads_to = _ask_once(_target(url, rules), rules)
        if not leads_to:
            return Answer(_judge(status), status)
        url = urljoin(url, leads_to)
    return Answer(Reason.REDIRECTS)


def _judge(status: int) -> Reason | None:
    if status < 400 or status in NOT_FOR_US:
        return None
    return Reason.GONE if status in (404, 410) else Reason.ERROR


def _target(url: str, rules: Rules) -> _Target:
    parts = _split(url)
    port = parts.port or PORTS[parts.scheme]
    if port not in rules.ports:
        raise ForbiddenError
    try:
        host = str(parts.hostname).encode("idna").decode()
    except UnicodeError as error:
        raise NotFoundError from error
    path = iri_to_uri(parts.path or "/") + (f"?{iri_to_uri(parts.query)}" if parts.query else "")
    addresses = checked(rules.resolve(host, port), rules.is_allowed)[:MOST_ADDRESSES]
    return _Target(addresses, host, port, parts.scheme == "https", path)


def _split(url: str) -> SplitResult:
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ForbiddenError
    return parts


def _ask_once(target: _Target, rules: Rules) -> tuple[int, str]:
    """The status, and where it leads. HEAD first; whoever refuses that is asked as a browser would."""
    status, leads_to = _request("HEAD", target, rules)
    return _request("GET", target, rules) if status >= 400 and status not in TOO_OFTEN else (status, leads_to)


def _request(method: str, target: _Target, rules: Rules) -> tuple[int, str]:
    with rules.turn(target.host), _connected(target, rules) as connection:
        connection.request(method, target.path, headers={"User-Agent": rules.user_agent, "Accept": "*/*"})
        answer = connection.getresponse()
        if method == "GET":
            answer.read(MOST_BYTES)
        leads_to = answer.getheader("Location", "") if answer.status in REDIRECTS else ""
        return answer.status, leads_to


class _Connection(http.client.HTTPConnection):
    """A connection to an address that was checked, whatever the name leads to by now."""

    def __init__(self, target: _Target, rules: Rules):
        super().__init__(target.host, target.port, timeout=rules.patience)
        # Otherwise a port of its own would be named to servers that know none
        self.default_port = PORTS["https" if target.is_secure else "http"]
        self.target, self.rules = target, rules

    def connect(self) -> None:
        self.sock = self._open()
        if self.target.is_secure:
            self.sock = self.rules.trust.wrap_socket(
                self.sock, server_hostname=self.target.host, do_handshake_on_connect=False
            )
            self.sock.do_handshake()

    def _open(self) -> socket.socket:
        """To the first address that answers: not every machine has both kinds."""
        for number, address in enumerate(self.target.addresses, start=1):
            try:
                return socket.create_connection((address, self.target.port), self.timeout)
            except OSError:
                if number == len(self.target.addresses):
                    raise
        raise NotFoundError


@contextmanager
def _connected(target: _Target, rules: Rules) -> Iterator[_Connection]:
    """A connection that ends at the deadline: a server that sends a byte now and then is no answer."""
    connection, is_over = _Connection(target, rules), threading.Event()

    def end() -> None:
        is_over.set()
        if connection.sock is not None:
            with suppress(OSError):
                # Not that of TLS, which would wait for the other side
                socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)

    timer = threading.Timer(rules.deadline, end)
    timer.daemon = True
    timer.start()
    try:
        yield connection
        if is_over.is_set():
            # What was cut off looks like an end
            raise TimeoutError
    except (OSError, http.client.HTTPException, ValueError) as error:
        if is_over.is_set():
            raise TimeoutError from error
        raise
    finally:
        timer.cancel()
        connection.close()
