"""Reading a translated text for a reader: in her language, or in another one that is named."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.db import models
from django.utils.translation import get_language_info
from modeltranslation.utils import build_localized_fieldname

from directory.prepared import Row


@dataclass(frozen=True)
class Text:
    """A text and the language it really is in. Falsy when there is none in any language."""

    value: str
    language_code: str

    def __bool__(self) -> bool:
        return bool(self.value)

    def __str__(self) -> str:
        return self.value

    @property
    def html_lang(self) -> str:
        """BCP 47 for the `lang` attribute, a script with a capital: "zh-Hans"."""
        return "-".join(
            part.capitalize() if len(part) == 4 else part for part in self.language_code.split("-")
        )

    @property
    def direction(self) -> str:
        return "rtl" if self.language_code in _right_to_left() else "ltr"

    @property
    def paragraphs(self) -> list[str]:
        """The parts between blank lines."""
        return [part.strip() for part in self.value.replace("\r\n", "\n").split("\n\n") if part.strip()]


def read_text(instance: models.Model, field: str, language_code: str) -> Text:
    """The text of a field: in the asked language, else the object's own, else the first that has one."""
    return choose_text(
        lambda code: getattr(instance, build_localized_fieldname(field, code)),
        language_code,
        getattr(instance, "original_language", ""),
    )


def read_columns(row: Row, field: str, language_code: str) -> Text:
    """The same of a row of columns; `field` may lead over a relation, to what has no language of its own."""
    return choose_text(lambda code: getattr(row, build_localized_fieldname(field, code)), language_code)


def choose_text(
    text_in: Callable[[str], str | None], language_code: str, original_language: str = ""
) -> Text:
    """The first text in the order of fallback; `text_in` gives the text in a language, if there is one."""
    for code in fallback_order(language_code, original_language):
        if value := text_in(code):
            return Text(value, code)
    return Text("", language_code)


@cache
def fallback_order(language_code: str, original_language: str = "") -> tuple[str, ...]:
    """All languages once, in the order in which a reader of the first one is shown a text."""
    order = [
        language_code,
        original_language,
        *settings.FALLBACK_LANGUAGES,
        *settings.MODELTRANSLATION_LANGUAGES,
    ]
    return tuple(code for code in dict.fromkeys(order) if code)


@cache
def _right_to_left() -> frozenset[str]:
    codes = settings.MODELTRANSLATION_LANGUAGES
    return frozenset(code for code in codes if get_language_info(code)["bidi"])


def languages_of(instance: models.Model, field: str) -> list[str]:
    """The languages in which a field has a text."""
    return [
        code
        for code in settings.MODELTRANSLATION_LANGUAGES
        if getattr(instance, build_localized_fieldname(field, code))
    ]


def text_columns(*fields: str, languages: Iterable[str] | None = None) -> list[str]:
    """The columns of translated fields, for `.only()`: plain querysets select all texts (DESIGN, trap 12)."""
    codes = languages or settings.MODELTRANSLATION_LANGUAGES
    return [build_localized_fieldname(field, code) for field in fields for code in codes]
