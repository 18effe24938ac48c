"""The one thing that mends what is wrong: a button, or where to do it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy
from modeltranslation.utils import build_localized_fieldname

from desk.quality.kinds import Kind
from desk.quality.saying import place_of
from directory.models import Alert, Organization, Service
from pages.models import EditorialPage

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
#: What is edited elsewhere than among the snippets of the admin
FORMS = {Alert: "desk_alert", EditorialPage: "wagtailadmin_pages:edit"}


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


def way_in(fault) -> str:
    """What the link to its form says."""
    if isinstance(fault.about, Service):
        return _("Open the listing")
    return _("Open the organisation") if isinstance(fault.about, Organization) else pgettext("button", "Open")


def edit_address(fault) -> str:
    """The form of what it is about, at the field where that is known."""
    about = fault.about
    address = reverse(
        FORMS.get(type(about)) or f"{about.snippet_viewset.url_namespace}:edit", args=[about.pk]
    )
    column, language = _place(fault)
    return f"{address}?{urlencode({'language': language})}#id_{column}" if column else address


def _place(fault) -> tuple[str, str]:
    """The column where it is mended and its language, where both are known."""
    if fault.kind == Kind.LANGUAGE and fault.missing:
        return build_localized_fieldname("name", fault.missing[0]), fault.missing[0]
    return place_of(fault) if fault.kind == Kind.PERSONAL else ("", "")
