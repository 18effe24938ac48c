"""Which requests somebody has opened in this session: for a while their pages show what they say."""

import time

from django.http import HttpRequest

KEY = "help_requests_opened"
#: Seconds, after which it is opened, and logged, again
OPEN_FOR = 30 * 60


def note_opened(request: HttpRequest, number: int) -> None:
    request.session[KEY] = {**_still_open(request), str(number): time.time()}


def is_opened(request: HttpRequest, number: int) -> bool:
    return str(number) in _still_open(request)


def _still_open(request: HttpRequest) -> dict[str, float]:
    found = request.session.get(KEY, {})
    return {number: at for number, at in found.items() if at > time.time() - OPEN_FOR}
