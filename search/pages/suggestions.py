"""Suggestions as the list under the search field shows them."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy

from directory.reading.texts import Text
from directory.reading.vocabulary import vocabulary
from search.querying.results import Suggestion

KINDS = {
    "theme": pgettext_lazy("kind of suggestion", "theme"),
    "topic": pgettext_lazy("kind of suggestion", "topic"),
    "area": pgettext_lazy("kind of suggestion", "area"),
    "organization": pgettext_lazy("kind of suggestion", "organisation"),
    "service": pgettext_lazy("kind of suggestion", "service"),
    "location": pgettext_lazy("kind of suggestion", "place"),
}


@dataclass(frozen=True)
class SuggestionItem:
    """`icon` names a pictogram; `theme` a topic's theme or nothing."""

    label: Text
    kind: str
    icon: str
    theme: str
    href: str


def suggestion_items(found: list[Suggestion]) -> list[SuggestionItem]:
    return [_item(suggestion) for suggestion in found]


def _item(found: Suggestion) -> SuggestionItem:
    topic = vocabulary(get_language()).topic(found.code) if found.kind in ("theme", "topic") else None
    icons = {"area": "i-pin", "organization": "i-building", "service": "i-tray", "location": "i-pin"}
    return SuggestionItem(
        label=Text(found.label, found.language),
        kind=str(KINDS[found.kind]),
        icon=f"t-{topic.theme}" if topic else icons.get(found.kind, "i-search"),
        theme=topic.theme if topic else "",
        href=_address(found),
    )


def _address(found: Suggestion) -> str:
    if found.kind in ("organization", "service"):
        return reverse(found.kind, args=[found.code])
    return f"{reverse('search')}?{urlencode({found.kind: found.code})}"
