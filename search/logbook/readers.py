"""Who counts as a reader: nobody who is signed in, and no program."""

import re

from django.conf import settings
from django.http import HttpRequest

PROGRAMS = re.compile(r"bot|crawl|spider|slurp|preview|curl|wget|python|monitor|^$", re.IGNORECASE)


def is_reader(request: HttpRequest) -> bool:
    """Asks neither the database nor the session."""
    is_signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
    is_program = PROGRAMS.search(request.headers.get("User-Agent", ""))
    return request.method == "GET" and not is_signed_in and not is_program
