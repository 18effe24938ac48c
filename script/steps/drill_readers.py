"""Readers who ask one thing after another and note what they saw, and the changes made meanwhile."""

import http.client
import itertools
import json
import re
import threading
import time
from dataclasses import dataclass
from typing import TextIO
from urllib.parse import urlsplit

#: The first is what is checked listing by listing; the others have to be answered at all
CHECKED = "/fi/search/?q=harjoitusporukka"
OTHERS = (
    "/en/search/?spoken=so",
    "/fi/search/?when=today&sort=soonest",
    "/so/search/?near=60.170,24.940&sort=nearest",
    "/ar/search/?free=1&page=2",
    "/fi/search/?q=apua lapsen läksyihin",
)
LISTING = re.compile(r'href="/fi/services/([^/"]+)/')


@dataclass(frozen=True)
class Answer:
    """What a reader got; `listings` are slugs, or None where they are not checked."""

    asked_at: float
    answered_at: float
    status: int
    listings: frozenset[str] | None = None


@dataclass(frozen=True)
class Change:
    """A listing became public, or ceased to be, between two moments."""

    slug: str
    is_public: bool
    before: float
    after: float


def read_changes(lines: TextIO, changes: list[Change]) -> None:
    for line in lines:
        changes.append(Change(**json.loads(line)))


def read_until_done(address: str, requests: int, clients: int) -> list[Answer]:
    """Ask so many times in all."""
    answers: list[Answer] = []
    numbers = itertools.count()
    threads = [
        threading.Thread(target=_read, args=(address, numbers, requests, answers)) for _ in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def _read(address: str, numbers: itertools.count, requests: int, answers: list[Answer]) -> None:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    while (number := next(numbers)) < requests:
        other = OTHERS[number // 2 % len(OTHERS)] if number % 2 else None
        began = time.monotonic()
        try:
            connection.request("GET", (other or CHECKED).replace(" ", "%20").replace("ä", "%C3%A4"))
            answer = connection.getresponse()
            text = answer.read().decode()
        except (OSError, http.client.HTTPException):
            connection.close()
            answers.append(Answer(began, time.monotonic(), 0))
            continue
        listings = None if other else frozenset(LISTING.findall(text))
        answers.append(Answer(began, time.monotonic(), answer.status, listings))
