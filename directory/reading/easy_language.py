"""A listing in easy language, as its page shows it: in place of the ordinary texts, and marked."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import get_language, get_language_info, override

from directory.models import EasyLanguageText, Service
from directory.reading.texts import Text


@dataclass(frozen=True)
class EasyLink:
    """The same listing in easy language for readers of another language; `name` is that language's own."""

    name: Text
    url: str


@dataclass(frozen=True)
class EasyReading:
    """`own` is in the reader's language, if there is one; `shown`, if that is what she reads."""

    own: EasyLanguageText | None
    others: tuple[EasyLink, ...]
    is_asked: bool

    @property
    def shown(self) -> EasyLanguageText | None:
        return self.own if self.is_asked else None

    @property
    def name(self) -> Text:
        return self._text("name")

    @property
    def summary(self) -> Text:
        return self._text("summary")

    @property
    def description(self) -> Text:
        return self._text("description")

    def _text(self, field: str) -> Text:
        return Text(getattr(self.shown, field, ""), get_language())


def has_easy_texts() -> Exists:
    """Whether a listing has any, as a column of its query: most have none, and cost no query more."""
    return Exists(EasyLanguageText.objects.filter(service=OuterRef("pk")))


def has_easy_text(language_code: str) -> Exists:
    """Whether it has one in a language."""
    return Exists(EasyLanguageText.objects.filter(service=OuterRef("pk"), language_code=language_code))


def easy_reading(service: Service, *, is_asked: bool) -> EasyReading:
    """Of a listing read with `has_easy_texts`."""
    found = service.easy_texts.all() if service.has_easy_texts else ()
    texts = {text.language_code: text for text in found}
    own, offered = texts.pop(get_language(), None), dict(settings.LANGUAGES)
    return EasyReading(own, tuple(_link(service, code) for code in texts if code in offered), is_asked)


def _link(service: Service, code: str) -> EasyLink:
    with override(code):
        address = reverse("service", args=[service.slug])
    return EasyLink(Text(get_language_info(code)["name_local"], code), f"{address}?easy")
