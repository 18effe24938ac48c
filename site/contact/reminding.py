"""Telling a unit that requests wait longer than it promises: how many, and nothing of them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby
from operator import attrgetter

from django.db.models import Q
from django.utils import timezone

from contact.models import HelpRequest, ReceivingUnit
from contact.notices import remind
from directory.daily import Errand

#: After which a unit that has not answered yet is told once more
AGAIN_AFTER = timedelta(days=3)


def late_requests(now: datetime) -> Iterator[Errand]:
    """One mail for each unit that has any. A daily step: whoever was told is not told again the same day."""
    for unit, requests in groupby(_late(now), key=attrgetter("unit")):
        numbers = [request.pk for request in requests]
        words = f"remind unit {unit.pk} of {len(numbers)} help requests"
        yield Errand(words, partial(_remind, unit, numbers, now))


def _late(now: datetime) -> list[HelpRequest]:
    not_lately = Q(reminded_at=None) | Q(reminded_at__lte=now - AGAIN_AFTER)
    found = HelpRequest.objects.told().open().filter(not_lately).select_related("unit")
    today = timezone.localdate(now)
    return [each for each in found.defer("contents").order_by("unit", "pk") if each.is_late(today)]


def _remind(unit: ReceivingUnit, numbers: list[int], now: datetime) -> None:
    remind(unit, len(numbers))
    HelpRequest.objects.filter(pk__in=numbers).update(reminded_at=now)
