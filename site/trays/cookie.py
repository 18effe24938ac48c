"""The keys of the trays that were made on this device: one cookie, set with the first tray."""

from dataclasses import dataclass
from typing import Self

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from trays.keys import canonical
from trays.models import KEPT_FOR

NAME = "tray"
MOST = 10


@dataclass(frozen=True)
class DeviceKeys:
    """Keys for changing, the tray that services are put into first."""

    keys: tuple[str, ...] = ()

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        found = map(canonical, request.COOKIES.get(NAME, "").split(".")[:MOST])
        return cls(tuple(dict.fromkeys(filter(None, found))))

    @property
    def current(self) -> str:
        return self.keys[0] if self.keys else ""

    @property
    def next_forgotten(self) -> str:
        """The key whose place the next tray takes, or empty."""
        return self.keys[MOST - 1] if len(self.keys) >= MOST else ""

    def with_first(self, key: str) -> Self:
        return type(self)((key, *(each for each in self.keys if each != key))[:MOST])

    def without(self, *forgotten: str) -> Self:
        return type(self)(tuple(key for key in self.keys if key not in forgotten))

    def set_on(self, response: HttpResponse) -> None:
        if not self.keys:
            response.delete_cookie(NAME, samesite="Lax")
            return
        response.set_cookie(
            NAME,
            ".".join(self.keys),
            max_age=KEPT_FOR,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
