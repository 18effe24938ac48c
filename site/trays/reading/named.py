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


def named(each_own: Iterable[OwnTray]) -> list[Named]:
    """One query, however many they are."""
    own = list(each_own)
    items = TrayItem.objects.filter(tray__in=[each.tray for each in own]).order_by()
    counts = dict(items.values_list("tray").annotate(Count("pk")))
    return [Named(each, counts.get(each.tray.pk, 0)) for each in own]


def title_of(tray: Tray, count: int) -> Text:
    """The maker's own, or in the reader's words how many services there are."""
    if tray.title:
        return Text(tray.title, tray.language)
    words = ngettext("%(count)s service for you", "%(count)s services for you", count)
    return Text(words % {"count": count}, get_language())
