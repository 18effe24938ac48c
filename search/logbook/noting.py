"""Noting searches while a request lasts: in memory alone, so that no search waits for it.

What came after a search is told by the next page: browsers say there from which page of ours they come
(Referer, which no other site gets). Nothing is added to an address and no cookie is set.
"""

import threading
from collections import deque
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import get_language, get_language_from_path

from directory.signals import listing_shown
from search.logbook.readers import is_reader
from search.models import NextStep
from search.querying.meant_topic import likeliest_topic
from search.querying.parameters import Parameters
from search.querying.sought import Sought

#: More than two processes write in a minute; what comes beyond is not counted
MOST_WAITING = 20_000


@dataclass(frozen=True, slots=True)
class Noted:
    """A search, or (with `step`) what came after one; `tries` is how often its search was not found yet."""

    day: date
    language: str
    parameters: Parameters
    hits: int = 0
    topic: str = ""
    step: str = ""
    tries: int = 0


waiting: deque[Noted] = deque(maxlen=MOST_WAITING)
lock = threading.Lock()


def connect() -> None:
    listing_shown.connect(_on_listing_shown, dispatch_uid="search.logbook")


def note(request: HttpRequest, parameters: Parameters, *, hits: int, sought: Sought | None) -> None:
    """A search was answered. Its first page counts, and only if anything was asked for."""
    if not (settings.SEARCH_LOG and is_reader(request)) or parameters.page > 1 or parameters.on_map:
        return
    if parameters.q or parameters.chosen:
        follow(request, NextStep.REFINED, now_asked=parameters)
        _add(
            Noted(timezone.localdate(), get_language(), parameters, hits=hits, topic=likeliest_topic(sought))
        )


def follow(request: HttpRequest, step: NextStep, *, now_asked: Parameters | None = None) -> None:
    """A page was opened; if from results, what they were found by was followed by this."""
    if not (settings.SEARCH_LOG and is_reader(request)):
        return
    if (found := search_before(request)) and found[1] != now_asked:
        language, parameters = found
        _add(Noted(timezone.localdate(), language, parameters, step=step))


def _on_listing_shown(request: HttpRequest, **_kwargs) -> None:
    follow(request, NextStep.OPENED)


def search_before(request: HttpRequest) -> tuple[str, Parameters] | None:
    """Language and parameters of the results page from which the reader comes."""
    try:
        address = urlsplit(request.headers.get("Referer", ""))
        is_ours = address.netloc == request.get_host()
        if not is_ours or resolve(address.path).url_name != "search":
            return None
    except (ValueError, Resolver404):
        return None
    language = get_language_from_path(address.path)
    return (language, Parameters.read(QueryDict(address.query))) if language else None


def _add(noted: Noted) -> None:
    with lock:
        waiting.append(noted)
