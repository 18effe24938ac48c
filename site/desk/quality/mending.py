"""The one thing that mends what is wrong: a button, or where to do it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy
from modeltranslation.utils import build_localized_fieldname

from desk.quality.kinds import Kind
from desk.quality.saying import place_of

WORDS = {
    Kind.PERSONAL: pgettext_lazy("quality", "Take it out of the text"),
    Kind.LINK: pgettext_lazy("quality", "Look at the link"),
    Kind.STALE: pgettext_lazy("quality", "Ask the partner to confirm"),
    Kind.DUPLICATE: pgettext_lazy("quality", "Compare the two"),
    Kind.UNCONFIRMED: pgettext_lazy("quality", "Ask the partner to confirm"),
    Kind.TOPIC: pgettext_lazy("quality", "Choose a topic"),
    Kind.LANGUAGE: pgettext_lazy("quality", "Write in this language"),
    Kind.PICTURE: pgettext_lazy("quality", "Say what the picture shows"),
}
#: Done by a button; the page of such a fault says more
ASKED = (Kind.STALE, Kind.UNCONFIRMED)
#: Looked at on its own page first
LOOKED_AT = (Kind.LINK, Kind.DUPLICATE)


@dataclass(frozen=True)
class Way:
    """`do` is what the button of a form sends; without one it is a link."""

    words: str | Promise
    address: str
    do: str = ""


def way_of(fault) -> Way:
    own = page_of(fault)
    if fault.kind in ASKED:
        return Way(WORDS[fault.kind], own, "ask")
    return Way(WORDS[fault.kind], own if fault.kind in LOOKED_AT else edit_address(fault))


def page_of(fault) -> str:
    return reverse("desk_fault", args=[fault.kind.value, fault.number])


def edit_address(fault) -> str:
    """The form of the listing or the partner, at the field where that is known."""
    model = "service" if fault.listing else "organization"
    address = reverse(f"wagtailsnippets_directory_{model}:edit", args=[(fault.listing or fault.partner).pk])
    column, language = _place(fault)
    return f"{address}?{urlencode({'language': language})}#id_{column}" if column else address


def _place(fault) -> tuple[str, str]:
    """The column where it is mended and its language, where both are known."""
    if fault.kind == Kind.LANGUAGE and fault.missing:
        return build_localized_fieldname("name", fault.missing[0]), fault.missing[0]
    return place_of(fault) if fault.kind == Kind.PERSONAL else ("", "")
