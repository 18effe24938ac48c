"""Sensitive services of a tray under a plain name, where its maker wants it: how to get there stays."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory.models import Service
from directory.reading.cards import Card
from directory.reading.sensitive import is_sensitive_listing
from directory.reading.texts import Text
from trays.models import Tray


def plain_ids(tray: Tray, service_ids: Iterable[int]) -> set[int]:
    """Those that are to be shown under a plain name. No query unless the maker wants it."""
    if not tray.has_plain_names:
        return set()
    found = Service.objects.filter(is_sensitive_listing(), pk__in=list(service_ids))
    return set(found.values_list("pk", flat=True))


def plain_name() -> Text:
    return Text(_("A service for you"), get_language())


def plain_card(card: Card) -> Card:
    """When and where stay; what it is and whose is left out."""
    return replace(card, name=plain_name(), organization=Text("", get_language()), topic=None, for_whom="")
