"""Counting pages shown: in memory while a request lasts, in the database once a minute (docs/decisions/0013).

Who is signed in is not counted, nor who says to be a program. What is counted when a process is killed, and
pages that a proxy gives from what it keeps, are missing: the numbers are at least so many.
"""

import threading
from collections import Counter
from datetime import date

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from directory.models import Service
from directory.signals import listing_shown
from readership.models import PageCount
from search.logbook.each_minute import keep_writing
from search.logbook.readers import is_reader

Key = tuple[int, str, date]

_counted: Counter[Key] = Counter()
_lock = threading.Lock()


def connect() -> None:
    listing_shown.connect(count, dispatch_uid="readership.counting")


def count(service_id: int, request: HttpRequest, **_kwargs) -> None:
    """Receiver of `listing_shown`. Asks neither the database nor the session."""
    if not is_reader(request):
        return
    with _lock:
        _counted[service_id, get_language(), timezone.localdate().replace(day=1)] += 1


def write() -> int:
    """Add what was counted since the last time to the database; returns how many numbers changed."""
    with _lock:
        counted = dict(_counted)
        _counted.clear()
    try:
        _add(counted)
    except Exception:
        # Nothing is lost while the database is away
        with _lock:
            _counted.update(counted)
        raise
    return len(counted)


@transaction.atomic
def _add(counted: dict[Key, int]) -> None:
    known = set(Service.objects.filter(pk__in={key[0] for key in counted}).values_list("pk", flat=True))
    for (service_id, language_code, month), number in sorted(counted.items()):
        if service_id in known:
            row, _new = PageCount.objects.get_or_create(
                service_id=service_id, language_code=language_code, month=month
            )
            PageCount.objects.filter(pk=row.pk).update(number=F("number") + number)


def start_in_background() -> None:
    keep_writing(write, name="readership")
