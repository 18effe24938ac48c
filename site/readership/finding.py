"""Counting the words by which listings were found: docs/decisions/0013.

A page that is opened from results tells which search it was (`search.logbook`). Of its words only those count
that may be kept of any search, and nothing says who searched, or what else she did.
"""

import threading
from collections import Counter, deque
from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, Q, Value, When
from django.http import HttpRequest
from django.utils import timezone

from directory.models import Service
from directory.signals import listing_shown
from readership.models import FoundBy
from search.logbook.each_minute import keep_writing
from search.logbook.kept_words import kept_words
from search.logbook.known_terms import known_terms
from search.logbook.noting import MOST_WAITING, search_before
from search.logbook.readers import is_reader

#: Service, language, what was searched for, day; until it is written down
Opened = tuple[int, str, str, date]
#: Service, language, word, day
Key = tuple[int, str, str, date]

_opened: deque[Opened] = deque(maxlen=MOST_WAITING)
_lock = threading.Lock()


def connect() -> None:
    listing_shown.connect(note, dispatch_uid="readership.finding")


def note(service_id: int, request: HttpRequest, **_kwargs) -> None:
    """Receiver of `listing_shown`. Asks neither the database nor the session."""
    if not (settings.SEARCH_LOG and is_reader(request)):
        return
    if (found := search_before(request)) and found[1].q:
        language, parameters = found
        with _lock:
            _opened.append((service_id, language, parameters.q, timezone.localdate()))


def write() -> int:
    """Add what was noted since the last time to the database; returns how many numbers changed."""
    with _lock:
        opened = list(_opened)
        _opened.clear()
    try:
        counted = _words_of(opened)
        _add(counted)
    except Exception:
        # Nothing is lost while the database is away
        with _lock:
            _opened.extendleft(reversed(opened))
        raise
    return len(counted)


def _words_of(opened: list[Opened]) -> Counter[Key]:
    if not opened:
        return Counter()
    known = known_terms()
    return Counter(
        (service_id, language, word, day)
        for service_id, language, text, day in opened
        for word in kept_words(text, language, known).spelled
    )


@transaction.atomic
def _add(counted: Counter[Key]) -> None:
    known = set(Service.objects.filter(pk__in={key[0] for key in counted}).values_list("pk", flat=True))
    for (service_id, language, word, day), number in sorted(counted.items()):
        if service_id in known:
            row, _new = FoundBy.objects.get_or_create(
                service_id=service_id, language_code=language, word=word, month=day.replace(day=1)
            )
            is_new_day = Q(last_day=None) | Q(last_day__lt=day)
            FoundBy.objects.filter(pk=row.pk).update(
                number=F("number") + number,
                days=F("days") + Case(When(is_new_day, then=1), default=0),
                last_day=Case(When(is_new_day, then=Value(day)), default=F("last_day")),
            )


def start_in_background() -> None:
    keep_writing(write, name="found-by")
