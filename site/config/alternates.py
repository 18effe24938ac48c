"""The address of a page as it is told outside, and those of the same page in other languages."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Model

from config.languages import BY_CODE
from directory.models import Location, Network, Organization, Service
from directory.reading.texts import fallback_order, languages_of
from pages.models import EditorialPage
from trays.models import ReadyTray

#: The texts that make a page one in their language: any of them
TEXTS = {
    Service: ("name",),
    Organization: ("name", "description"),
    Location: ("name", "description"),
    Network: ("name", "theme"),
    EditorialPage: ("heading",),
    ReadyTray: ("name", "greeting"),
}
#: For readers of all other languages: https://developers.google.com/search/docs/specialty/international
X_DEFAULT = "x-default"


@dataclass(frozen=True)
class Alternate:
    hreflang: str
    url: str


def public_url(path: str) -> str:
    """The whole address of a path, whatever host name the request came by."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def language_url(code: str, rest: str) -> str:
    """The whole address of a page in a language; `rest` is its path behind the language."""
    return public_url(f"/{code}/{rest}")


def alternates(rest: str, languages: Iterable[str]) -> list[Alternate]:
    """A page in each of its languages, and the address that chooses one by the reader's wishes."""
    found = [Alternate(BY_CODE[code].html_lang, language_url(code, rest)) for code in languages]
    return [*found, Alternate(X_DEFAULT, public_url(f"/{rest}"))]


def offered() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


def languages_written(row: Model) -> list[str]:
    """The offered languages in which a row has its texts; if in none, that of all fallbacks."""
    written = {code for field in texts_of(type(row)) for code in languages_of(row, field)}
    return [code for code in offered() if code in written] or [settings.LANGUAGE_CODE]


def texts_of(model: type[Model]) -> tuple[str, ...]:
    return next(fields for base, fields in TEXTS.items() if issubclass(model, base))


def language_shown(row: Model, language: str) -> str:
    """The language of whose page this one is but a copy: the asked one, if the row has its texts."""
    written = languages_written(row)
    original = getattr(row, "original_language", "")
    return next(code for code in fallback_order(language, original) if code in written)
