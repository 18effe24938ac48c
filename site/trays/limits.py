"""How often somebody may try something. Of an address only a salted digest is kept, for minutes."""

import secrets
from dataclasses import dataclass
from hashlib import blake2b

from django.core.cache import cache
from django.http import HttpRequest

#: Another one in each process and after each start
SALT = secrets.token_bytes(16)


@dataclass(frozen=True)
class Limit:
    """So many tries in so many seconds from one place."""

    name: str
    tries: int
    seconds: int

    def is_reached(self, request: HttpRequest) -> bool:
        return cache.get(self._key(request), 0) >= self.tries

    def count(self, request: HttpRequest) -> None:
        key = self._key(request)
        if not cache.add(key, 1, self.seconds):
            try:
                cache.incr(key)
            except ValueError:  # its time was over between the two
                cache.set(key, 1, self.seconds)

    def _key(self, request: HttpRequest) -> str:
        """Of the whole way by which a request came: of one proxy alone, all readers would share it."""
        way = f"{request.META.get('REMOTE_ADDR', '')} {request.headers.get('X-Forwarded-For', '')}"
        return f"{self.name}:{blake2b(way.encode(), key=SALT, digest_size=16).hexdigest()}"


#: Addresses of trays that there are not
GUESSES = Limit("tray-guesses", tries=30, seconds=600)
#: Trays made
MADE = Limit("trays-made", tries=60, seconds=3600)
