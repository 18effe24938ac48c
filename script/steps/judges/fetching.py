"""Asks our own server, and nobody else, for an address; redirections are answers, not followed."""

import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from urllib.parse import urlsplit

LOOPBACK = ("127.0.0.1", "localhost", "::1")
PATIENCE = 60  # seconds


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    body: bytes

    @property
    def content_type(self) -> str:
        return self.headers.get_content_type()

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


class _NoRedirection(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args, **_kwargs) -> None:
        return None


_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirection)


def fetch(url: str, headers: Mapping[str, str] | None = None, *, body: bytes | None = None) -> Answer:
    """Ask for an address of this machine, or send `body` to it. Raises ValueError for any other."""
    address = urlsplit(url)
    if address.scheme != "http" or address.hostname not in LOOPBACK:
        raise ValueError(f"not on this machine: {url}")
    request = urllib.request.Request(url, body, dict(headers or {}))
    try:
        answer = _OPENER.open(request, timeout=PATIENCE)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return Answer(answer.status, answer.headers, answer.read())
