"""Services that a sender may let go with her request: those of her tray, and the one she comes from.

Nobody is followed: the tray is the one of this device's cookie, or says itself what is in it by a button;
and the page before is told by the browser.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.translation import get_language

from directory.models import Service
from directory.reading.texts import Text, read_text, text_columns
from directory.reading.vocabulary import vocabulary
from trays.changes import find_own
from trays.cookie import DeviceKeys
from trays.models import MOST_SERVICES
from trays.views.numbers import numbers_in

PAGE_OF_SERVICE = re.compile(r"/[a-z-]+/services/(?P<slug>[-\w]+)/")


@dataclass(frozen=True)
class Offered:
    pk: int
    name: Text
    slug: str


def seen_before(request: HttpRequest) -> list[int]:
    """The public listing whose page of ours the browser says it comes from, if it is one."""
    try:
        told = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return []
    match = PAGE_OF_SERVICE.fullmatch(told.path)
    if told.netloc != request.get_host() or match is None:
        return []
    return list(Service.objects.public().filter(slug=match["slug"]).values_list("pk", flat=True))


def sent_along(written: str) -> list[int]:
    """The listings that a form names as seen before it."""
    return numbers_in(written.split(maxsplit=MOST_SERVICES)[:MOST_SERVICES])


def offered_services(request: HttpRequest, seen: list[int]) -> list[Offered]:
    """Those that were seen first, then those of the tray of this device."""
    ids = list(seen)
    own = find_own(DeviceKeys.of(request).current)
    if own:
        ids += own.tray.items.exclude(service=None).values_list("service", flat=True)[:MOST_SERVICES]
    return named_services(ids)


def named_services(ids: Iterable[int]) -> list[Offered]:
    """Public listings by id, in their order."""
    ids = list(dict.fromkeys(ids))
    columns = ("slug", "original_language", *text_columns("name"))
    found = Service.objects.public().only(*columns).in_bulk(ids) if ids else {}
    return [
        Offered(pk, read_text(found[pk], "name", get_language()), found[pk].slug) for pk in ids if pk in found
    ]


def themes_of(service_ids: Iterable[int]) -> set[str]:
    """The themes of listings."""
    terms = vocabulary(get_language()).by_id
    ids = Service.objects.filter(pk__in=service_ids).values_list("attributes__term", flat=True)
    return {terms[pk].theme for pk in ids if pk in terms}
