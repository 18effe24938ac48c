"""Sitemaps: all public pages, each in the languages that have its texts.

SECTIONS is the registry: a kind of page with rows of its own is a class here. Rows are read a page at a time.
"""

import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import Model, QuerySet
from django.urls import NoReverseMatch, reverse

from config.addresses import after_language
from config.alternates import alternates, language_url, languages_written, offered, texts_of
from config.footer import ROUTES
from directory.models import Location, Network, Organization, Service
from directory.reading.texts import text_columns
from pages.models import EditorialPage
from trays.models import ReadyTray

#: With fifteen languages, each naming all of them, a row takes 26 kB; more than 50 MB no sitemap may have,
#: and 200 rows are half a second of work
ROWS = 200


class Section(Sitemap):
    """Public pages of one kind. An item is paged once, with all its languages."""

    limit = ROWS

    def path(self, item) -> str:
        """The address of an item in any language; "" if it has none."""
        raise NotImplementedError

    def languages(self, item) -> list[str]:
        return languages_written(item)

    def changed_at(self, item) -> datetime.datetime | None:  # noqa: ARG002
        return None

    def get_urls(self, page=1, site=None, protocol=None):  # noqa: ARG002
        return [url for item in self.paginator.page(page).object_list for url in self._urls_of(item)]

    def _urls_of(self, item) -> list[dict]:
        if not (path := self.path(item)):
            return []
        rest, languages = after_language(path), self.languages(item)
        others = [{"lang_code": each.hreflang, "location": each.url} for each in alternates(rest, languages)]
        told = {"lastmod": self.changed_at(item), "alternates": others}
        return [{"location": language_url(code, rest), **told} for code in languages]


class Routes(Section):
    """Pages of the interface itself, whole in every language."""

    def items(self) -> list[str]:
        # The list of guides is a page that editors make
        names = [name for name in ("front", "help", *ROUTES) if name != "guides"]
        return [name for name in names if self.path(name)]

    def path(self, item: str) -> str:
        try:
            return reverse(item)
        except NoReverseMatch:
            return ""

    def languages(self, item: str) -> list[str]:  # noqa: ARG002
        return offered()


class Rows(Section):
    """Rows of one model, each with a page by its slug."""

    route = ""

    def path(self, item: Model) -> str:
        return reverse(self.route, args=[item.slug])


class Services(Rows):
    route = "service"

    def items(self) -> QuerySet[Service]:
        return _in_order(Service.objects.public(), "last_published_at")

    def changed_at(self, item: Service) -> datetime.datetime | None:
        return item.last_published_at


class Organizations(Rows):
    route = "organization"

    def items(self) -> QuerySet[Organization]:
        return _in_order(Organization.objects.public())


class Places(Rows):
    """Public places; none whose address is kept back."""

    route = "place"

    def items(self) -> QuerySet[Location]:
        return _in_order(Location.objects.public().filter(is_address_hidden=False))


class Networks(Rows):
    route = "network"

    def items(self) -> QuerySet[Network]:
        return _in_order(Network.objects.public())


class ReadyTrays(Rows):
    """Trays that coordinators made; those of families and their helpers are secret."""

    route = "ready_tray"

    def items(self) -> QuerySet[ReadyTray]:
        return _in_order(ReadyTray.objects.public())


class Pages(Section):
    """Pages that editors make."""

    def items(self) -> QuerySet[EditorialPage]:
        pages = EditorialPage.objects.live().public().order_by("pk")
        return pages.only("url_path", "last_published_at", *text_columns(*texts_of(EditorialPage)))

    def path(self, item: EditorialPage) -> str:
        parts = item.get_url_parts()
        return parts[2] if parts else ""

    def changed_at(self, item: EditorialPage) -> datetime.datetime | None:
        return item.last_published_at


SECTIONS: dict[str, type[Section]] = {
    "site": Routes,
    "services": Services,
    "organizations": Organizations,
    "places": Places,
    "networks": Networks,
    "ready-trays": ReadyTrays,
    "pages": Pages,
}


def _in_order(rows: QuerySet, *fields: str) -> QuerySet:
    """By key, with no other columns than an entry needs."""
    return rows.order_by("pk").only("slug", *fields, *text_columns(*texts_of(rows.model)))
