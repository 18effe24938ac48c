"""A tray as its maker sees it: each service with the form of its notes, and how to hand it over."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, get_language_info

from directory.prepared import Row as ListingRow
from directory.reading import wording
from directory.reading.texts import Text, read_text
from trays.changes import OwnTray
from trays.forms import ItemForm, MakersForm
from trays.models import MOST_SERVICES
from trays.reading.addresses import Handover
from trays.reading.listings import names_of

#: Days before the end in which the maker is asked whether to go on
SOON = datetime.timedelta(days=30)


@dataclass(frozen=True)
class Row:
    """A service of the tray with its form; `slug` is empty where it is not public any more."""

    form: ItemForm
    name: Text
    slug: str

    @property
    def pk(self) -> int:
        return self.form.instance.pk


class MakersPage:
    def __init__(self, own: OwnTray, form: MakersForm, *, now: datetime.datetime):
        self.own, self.tray, self.form, self.now = own, own.tray, form, now
        self.language = get_language()

    @cached_property
    def rows(self) -> list[Row]:
        services = names_of(form.instance.service_id or 0 for form in self.form.items.values())
        return [self._row(form, services.get(form.instance.service_id)) for form in self.form.items.values()]

    def _row(self, form: ItemForm, service: ListingRow | None) -> Row:
        if service is None:
            return Row(form, form.instance.former_name, "")
        return Row(form, read_text(service, "name", self.language), service.slug)

    @cached_property
    def handover(self) -> Handover:
        return Handover(self.own.reading_key, self.tray.reader_language)

    @property
    def until(self) -> str:
        return wording.full_date(self.tray.expires_on)

    @property
    def ends_soon(self) -> bool:
        return self.tray.expires_on - timezone.localdate(self.now) <= SOON

    @property
    def is_full(self) -> bool:
        return len(self.rows) >= MOST_SERVICES

    @property
    def language_name(self) -> str:
        return get_language_info(self.tray.language)["name_local"]

    @property
    def second_language_name(self) -> str:
        code = self.tray.reader_language
        return get_language_info(code)["name_local"] if code else ""
