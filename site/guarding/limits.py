"""How often somebody may do something: counted in memory, by a fingerprint that nobody can turn back.

The fingerprint of an address on the internet is made with a salt that is thrown away each day, and is never
written down. Every process counts for itself, and forgets when it ends.
"""

import hashlib
import ipaddress
import secrets
import threading
import time
from collections import deque
from datetime import date

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

#: Fingerprints kept at most: then all are forgotten, rather than memory filled
MOST_KEPT = 10_000
#: Bits of an address of version 6 that are those of a household
HOUSEHOLD = 64


class Limit:
    """At most so many times within so many seconds."""

    def __init__(self, times: int, seconds: int):
        self.times, self.seconds = times, seconds
        self._lock = threading.Lock()
        self._day: date | None = None
        self._salt = b""
        self._seen: dict[bytes, deque[float]] = {}
        _limits.append(self)

    def allows(self, request: HttpRequest) -> bool:
        """Count one more time, unless there were too many."""
        with self._lock:
            seen = self._lately(request)
            if len(seen) >= self.times:
                return False
            seen.append(time.monotonic())
        return True

    def is_reached(self, request: HttpRequest) -> bool:
        """Whether there were too many, without counting: where only some of what is asked counts."""
        with self._lock:
            return len(self._lately(request)) >= self.times

    def count(self, request: HttpRequest) -> None:
        with self._lock:
            self._lately(request).append(time.monotonic())

    def forget(self) -> None:
        self._seen.clear()

    def _lately(self, request: HttpRequest) -> deque[float]:
        seen = self._seen.setdefault(self._fingerprint(request), deque(maxlen=self.times))
        while seen and seen[0] <= time.monotonic() - self.seconds:
            seen.popleft()
        return seen

    def _fingerprint(self, request: HttpRequest) -> bytes:
        if self._day != timezone.localdate() or len(self._seen) >= MOST_KEPT:
            self._day, self._salt = timezone.localdate(), secrets.token_bytes(16)
            self._seen.clear()
        asker = _network(_address(request))
        return hashlib.blake2b(asker.encode(), key=self._salt, digest_size=16).digest()


#: All there are
_limits: list[Limit] = []


def forget_all() -> None:
    """Begin anew, as after a start."""
    for limit in _limits:
        limit.forget()


def _network(address: str) -> str:
    """Of an address of version 6 the network of a household: anybody in it can take any other address."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 6 and found.ipv4_mapped is None:
        return str(ipaddress.ip_network((found, HOUSEHOLD), strict=False))
    return address


def _address(request: HttpRequest) -> str:
    """The network address of whoever asks, as the proxy nearest to the site that is trusted says it.

    What stands further left in the header anybody may have written.
    """
    trusted = getattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", 0)
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    return hops[-trusted] if 0 < trusted <= len(hops) else request.META.get("REMOTE_ADDR", "")
