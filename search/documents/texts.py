"""Translated columns, read by their suffix: the bare one holds whatever somebody edited in (trap 1)."""

from collections.abc import Collection, Iterable
from functools import cache, lru_cache

from django.conf import settings
from django.db.models import Model
from modeltranslation.utils import build_localized_fieldname

from search.analysis import tokens

LANGUAGES = settings.MODELTRANSLATION_LANGUAGES
#: Names of topics, areas and organizations come again in thousands of listings
_remembered_tokens = lru_cache(maxsize=20_000)(tokens)


def columns(*names: str, prefix: str = "") -> list[str]:
    """The columns of translated fields in all languages."""
    return [
        f"{prefix}{build_localized_fieldname(name, language)}" for name in names for language in LANGUAGES
    ]


def texts(row: Model, name: str) -> dict[str, str]:
    """A translated field by language, where there is something."""
    found = ((language, getattr(row, column)) for language, column in _localized(name))
    return {language: text.strip() for language, text in found if text and text.strip()}


@cache
def _localized(name: str) -> tuple[tuple[str, str], ...]:
    return tuple((language, build_localized_fieldname(name, language)) for language in LANGUAGES)


def texts_in(row: Model, name: str, languages: Collection[str]) -> dict[str, str]:
    """The same in some languages."""
    return {language: text for language, text in texts(row, name).items() if language in languages}


def tokens_of(row: Model, *names: str, languages: Collection[str] = LANGUAGES) -> list[str]:
    """The tokens of a row's own texts."""
    # A listing has a thousand: lists hand them on in a fifth of the time that generators take
    found: list[str] = []
    for name in names:
        for language, text in texts_in(row, name, languages).items():
            found.extend(tokens(text, language))
    return found


def tokens_of_names(rows: Iterable[Model], *names: str) -> list[str]:
    """The tokens of short texts that many listings share."""
    found: list[str] = []
    for row in rows:
        for name in names:
            for language, text in texts(row, name).items():
                found.extend(_remembered_tokens(text, language))
    return found
