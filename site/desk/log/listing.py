"""The log of acts, the newest first, a page at a time from the place where the one before ended."""

from django.db.models import Q, QuerySet

from audit.models import Entry
from desk.log.asked import Asked, day_begins, place_of, read_place

ON_A_PAGE = 50


def entries(asked: Asked) -> QuerySet[Entry]:
    found = Entry.objects.order_by("-at", "-pk")
    if asked.person:
        found = found.filter(person=asked.person)
    if asked.act:
        found = found.filter(act=asked.act)
    if asked.kind and asked.number:
        found = found.filter(object_type=asked.kind, object_id=asked.number)
    if asked.first:
        found = found.filter(at__gte=day_begins(asked.first))
    if asked.last:
        found = found.filter(at__lt=day_begins(asked.last, days=1))
    return _after(found, asked.older) if asked.older else found


def page_of(asked: Asked) -> tuple[list[Entry], str]:
    """Its entries, and the place after the last one where there are more."""
    found = list(entries(asked)[: ON_A_PAGE + 1])
    shown = found[:ON_A_PAGE]
    return shown, place_of(shown[-1]) if len(found) > ON_A_PAGE else ""


def _after(found: QuerySet[Entry], place: str) -> QuerySet[Entry]:
    """The first condition alone is what an index answers; the second parts entries of one moment."""
    at, number = read_place(place)
    return found.filter(at__lte=at).filter(Q(at__lt=at) | Q(pk__lt=number))
