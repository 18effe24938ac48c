"""The links at the foot of every page: to those pages that this site has."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

#: Names of routes, in the order of the links
ROUTES = {
    "today": gettext_lazy("Today without appointment"),
    "family_centres": gettext_lazy("Family centres"),
    "organizations": gettext_lazy("Organisations"),
    "networks": gettext_lazy("Networks"),
    "guides": gettext_lazy("Guides"),
    "for_professionals": gettext_lazy("For professionals"),
    "about_languages": gettext_lazy("About the languages"),
    "accessibility": gettext_lazy("Accessibility statement"),
    "privacy": gettext_lazy("Privacy"),
    "contact": pgettext_lazy("with those who run the site", "Contact"),
}


@dataclass(frozen=True)
class FooterLink:
    url: str
    words: str


def footer_links() -> list[FooterLink]:
    """In the reader's language; a page that no app brings is left out."""
    found = ((_address(name), words) for name, words in ROUTES.items())
    return [FooterLink(url, str(words)) for url, words in found if url]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
