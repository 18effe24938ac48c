"""Whom to call where a request, or the page before it, tells of danger: 112, then lines of its theme."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import get_language

from contact.forms import LONGEST_WORDS
from directory.choices import PhoneKind, ServiceKind, TaxonomySlug
from directory.dates import times
from directory.models import Service
from directory.reading import wording
from directory.reading.cards import SpokenLanguage, spoken_languages
from directory.reading.helplines import HelplineCard
from directory.reading.texts import Text, read_text, text_columns
from directory.reading.vocabulary import vocabulary
from directory.sessions import Session, next_sessions
from search.understanding.danger import LONGEST_READ, tells_of_danger

#: Themes with helplines for those in danger
THEMES = ("safety-violence", "mind-crisis")
MOST_LINES = 4
#: What two pieces have in common, so that no phrase is cut
OVERLAP = 200


@dataclass(frozen=True)
class CrisisLine:
    """A helpline among the listings; `hours` are as it tells them, else when it answers next.

    Languages are those of its number.
    """

    slug: str
    name: Text
    number: str
    hours: Text
    is_open: bool = False
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


def crisis_lines(themes: Iterable[str], now: datetime.datetime) -> list[CrisisLine]:
    """Public helplines that are mostly about themes, one number each.

    Those that answer now come first; of these, and of the others, those that answer in the reader's language.
    """
    found = _helplines_about(list(themes))
    sessions = next_sessions(found, now, 1)
    lines = (_line(service, next(iter(sessions[service.pk]), None), now) for service in found)
    return sorted(filter(None, lines), key=_order)[:MOST_LINES]


def _order(line: CrisisLine) -> tuple[bool, bool]:
    return not line.is_open, not any(language.is_readers for language in line.languages)


def _helplines_about(themes: list[str]) -> list[Service]:
    found = (
        Service.objects.public()
        .filter(kind=ServiceKind.HELPLINE, attributes__term__parent__code__in=themes)
        .exclude(phones=None)
        .only("slug", "original_language", *text_columns("name"), "languages", "has_interpretation")
        .prefetch_related("phones", "attributes")
        .order_by("pk")
        .distinct()
    )
    return [service for service in found if _is_mostly_about(service, themes)]


def _is_mostly_about(service: Service, themes: list[str]) -> bool:
    """A line for debts names gambling too, and is nobody to call for a child that is beaten."""
    known = vocabulary(get_language()).by_id
    terms = filter(None, (known.get(attribute.term_id) for attribute in service.attributes.all()))
    counts = Counter(term.theme for term in terms if term.taxonomy == TaxonomySlug.TOPICS)
    about = sum(counts.pop(theme, 0) for theme in themes)
    return about >= max(counts.values(), default=0)


def without_emergency(helplines: list[HelplineCard]) -> list[HelplineCard]:
    """The other numbers, where the one for danger to life is told already."""
    return [line for line in helplines if not line.is_emergency]


def _line(service: Service, session: Session | None, now: datetime.datetime) -> CrisisLine | None:
    language = get_language()
    phones = [phone for phone in service.phones.all() if phone.kind != PhoneKind.SMS]
    if not phones:
        return None
    phone = next((phone for phone in phones if language in phone.languages), phones[0])
    answers = wording.session_in_words(session.starts_at, session.ends_at, now) if session else ""
    return CrisisLine(
        service.slug,
        read_text(service, "name", language),
        phone.number,
        hours=read_text(phone, "hours", language) or Text(answers, language),
        is_open=bool(session and times.is_open(session, now)),
        languages=spoken_languages(phone.languages or service.languages),
        has_interpretation=service.has_interpretation,
    )
