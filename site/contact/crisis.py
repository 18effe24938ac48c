"""Whom to call where a request, or the page before it, tells of danger: 112, then lines of its theme."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import get_language

from contact.forms import LONGEST_WORDS
from directory.choices import PhoneKind, ServiceKind
from directory.models import Service
from directory.reading.cards import SpokenLanguage, spoken_languages
from directory.reading.helplines import HelplineCard
from directory.reading.texts import Text, read_text, text_columns
from search.understanding.danger import LONGEST_READ, tells_of_danger

#: Themes with helplines for those in danger
THEMES = ("safety-violence", "mind-crisis")
MOST_LINES = 4
#: What two pieces have in common, so that no phrase is cut
OVERLAP = 200


@dataclass(frozen=True)
class CrisisLine:
    """A helpline among the listings; `hours` are as it tells them, languages those of its number."""

    slug: str
    name: Text
    number: str
    hours: Text
    languages: tuple[SpokenLanguage, ...] = ()
    has_interpretation: bool = False


def themes_of_danger(words: Iterable[str], themes: Iterable[str]) -> tuple[str, ...]:
    """The themes of danger that words or chosen themes tell of; words do not tell which one it is."""
    if any(tells_of_danger(piece) for text in words for piece in _pieces(text)):
        return THEMES
    return tuple(theme for theme in THEMES if theme in set(themes))


def _pieces(text: str) -> Iterator[str]:
    """A letter may be longer than what is read of a query, and say the worst at its end."""
    for begin in range(0, min(len(text), LONGEST_WORDS), LONGEST_READ - OVERLAP):
        yield text[begin : begin + LONGEST_READ]


def crisis_lines(themes: Iterable[str]) -> list[CrisisLine]:
    """Public helplines of themes, one number each."""
    found = (
        Service.objects.public()
        .filter(kind=ServiceKind.HELPLINE, attributes__term__parent__code__in=list(themes))
        .exclude(phones=None)
        .only("slug", "original_language", *text_columns("name"), "languages", "has_interpretation")
        .prefetch_related("phones")
        .order_by("pk")
        .distinct()
    )
    return [line for service in found[:MOST_LINES] if (line := _line(service))]


def without_emergency(helplines: list[HelplineCard]) -> list[HelplineCard]:
    """The other numbers, where the one for danger to life is told already."""
    return [line for line in helplines if not line.is_emergency]


def _line(service: Service) -> CrisisLine | None:
    phone = next((phone for phone in service.phones.all() if phone.kind != PhoneKind.SMS), None)
    if phone is None:
        return None
    language = get_language()
    return CrisisLine(
        service.slug,
        read_text(service, "name", language),
        phone.number,
        read_text(phone, "hours", language),
        spoken_languages(phone.languages or service.languages),
        service.has_interpretation,
    )
