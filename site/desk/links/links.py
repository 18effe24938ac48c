"""Which links there are, and which of them are due."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from desk.links.uses import uses
from desk.models import LinkCheck

BATCH = 500
LONGEST = LinkCheck._meta.get_field("url").max_length
#: After how long a link is asked again that is broken, or well. One that failed once is asked the next day
AGAIN_IF_BROKEN, AGAIN_IF_WELL = timedelta(days=3), timedelta(days=7)
#: On how many days in a row a link fails before it is called broken
DAYS_UNTIL_BROKEN = 2


def take_in() -> None:
    """A row for each link in use, and none for others: in pieces, whatever their number."""
    known = set(LinkCheck.objects.values_list("url", flat=True).iterator())
    # A page's text sets no limit to the length of an address
    used = {use.url for use in uses() if len(use.url) <= LONGEST}
    for piece in _pieces(used - known):
        LinkCheck.objects.bulk_create([LinkCheck(url=url) for url in piece], ignore_conflicts=True)
    for piece in _pieces(known - used):
        LinkCheck.objects.filter(url__in=piece).delete()


def due(now: datetime) -> QuerySet[LinkCheck]:
    """What failed once comes first, then what was never asked, then what was asked longest ago."""
    today = timezone.localdate(now)
    failed_once = Q(failed_days__gt=0, failed_days__lt=DAYS_UNTIL_BROKEN, failed_date__lt=today)
    broken = Q(failed_days__gte=DAYS_UNTIL_BROKEN, checked_at__lte=now - AGAIN_IF_BROKEN)
    well = Q(failed_days=0) & (Q(checked_at=None) | Q(checked_at__lte=now - AGAIN_IF_WELL))
    return LinkCheck.objects.filter(failed_once | broken | well).order_by(
        F("failed_date").desc(nulls_last=True), F("checked_at").asc(nulls_first=True), "pk"
    )


def broken() -> QuerySet[LinkCheck]:
    return LinkCheck.objects.filter(failed_days__gte=DAYS_UNTIL_BROKEN)


def _pieces(urls: set[str]) -> Iterator[list[str]]:
    ordered = sorted(urls)
    return (ordered[first : first + BATCH] for first in range(0, len(ordered), BATCH))
