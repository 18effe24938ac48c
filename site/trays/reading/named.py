"""Trays in a list of one's own: by title, or by how many services are in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import get_language, ngettext

from directory.reading import wording
from directory.reading.texts import Text
from trays.changes import OwnTray
from trays.models import Tray, TrayItem


@dataclass(frozen=True)
class Named:
    """`count` is asked for only where there is no title."""

    own: OwnTray
    count: int

    @property
    def key(self) -> str:
        return self.own.key

    @property
    def title(self) -> Text:
        return title_of(self.own.tray, self.count)

    @property
    def until(self) -> str:
        return wording.full_date(self.own.tray.expires_on)


def named(trays: Iterable[OwnTray]) -> list[Named]:
    """At most one query."""
    trays = list(trays)
    untitled = [own.tray.pk for own in trays if not own.tray.title]
    items = TrayItem.objects.filter(tray__in=untitled).order_by()
    counts = dict(items.values_list("tray").annotate(Count("pk"))) if untitled else {}
    return [Named(own, counts.get(own.tray.pk, 0)) for own in trays]


def title_of(tray: Tray, count: int) -> Text:
    """The maker's own, or in the reader's words how many services there are."""
    if tray.title:
        return Text(tray.title, tray.language)
    words = ngettext("%(count)s service for you", "%(count)s services for you", count)
    return Text(words % {"count": count}, get_language())
