"""Trays in a list of one's own: by title, or by how many services are in it."""

from dataclasses import dataclass

from django.utils.translation import get_language, ngettext

from directory.reading import wording
from directory.reading.texts import Text
from trays.changes import OwnTray
from trays.models import Tray


@dataclass(frozen=True)
class Named:
    own: OwnTray

    @property
    def key(self) -> str:
        return self.own.key

    @property
    def title(self) -> Text:
        return title_of(self.own.tray, self.own.tray.items.count())

    @property
    def until(self) -> str:
        return wording.full_date(self.own.tray.expires_on)


def title_of(tray: Tray, count: int) -> Text:
    """The maker's own, or in the reader's words how many services there are."""
    if tray.title:
        return Text(tray.title, tray.language)
    words = ngettext("%(count)s service for you", "%(count)s services for you", count)
    return Text(words % {"count": count}, get_language())
