"""Finding guides (theme paths and articles) for the results page, by the words a reader typed.

A city has tens of guides, not thousands: their words are kept in memory, and read again when one was
published or withdrawn.
"""

from dataclasses import dataclass
from functools import cache
from threading import Lock

from django.conf import settings
from django.db.models import Count, Max, QuerySet
from wagtail.models import Page

from directory.reading.texts import read_text
from pages.models import EditorialPage
from pages.reading.guides import live_guides, theme_of
from search.analysis import query_words, tokens
from search.pages.guides import MOST, Guide

#: A word in a heading says more than one in the text
HEADING_WEIGHT, TEXT_WEIGHT, THEME_WEIGHT = 3.0, 1.0, 0.5
#: Of the words of a query, so many have to be found
ENOUGH = 0.5


@dataclass(frozen=True)
class _Found:
    page: EditorialPage
    theme: str
    heading: frozenset[str]
    text: frozenset[str]


@dataclass(frozen=True)
class _Shelf:
    version: tuple
    guides: tuple[_Found, ...]


_shelf: _Shelf | None = None
_lock = Lock()


def find_guides(text: str, language_code: str, themes: tuple[str, ...]) -> list[Guide]:
    """The guides that have most of the words, the best first; with themes alone, those of a theme."""
    wanted = [frozenset(word.exact) for word in query_words(text, language_code)]
    scored = [(_score(each, wanted, themes), each) for each in _guides()]
    best = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: -pair[0])[:MOST]
    return [_guide(each.page, language_code) for _score_of, each in best]


def forget() -> None:
    """Read the guides again at the next search of this process."""
    global _shelf  # noqa: PLW0603
    _shelf = None


def _score(guide: _Found, wanted: list[frozenset[str]], themes: tuple[str, ...]) -> float:
    of_theme = THEME_WEIGHT if guide.theme in themes else 0.0
    if not wanted:
        return of_theme
    in_heading = sum(1 for word in wanted if word & guide.heading)
    in_text = sum(1 for word in wanted if word & guide.text)
    if in_text < ENOUGH * len(wanted):
        return 0.0
    return HEADING_WEIGHT * in_heading + TEXT_WEIGHT * in_text + of_theme


def _guide(page: EditorialPage, language_code: str) -> Guide:
    return Guide(
        title=read_text(page, "heading", language_code),
        url=page.url,
        summary=read_text(page, "introduction", language_code),
    )


def _guides() -> tuple[_Found, ...]:
    """What is public now. One query to see whether anything changed."""
    global _shelf  # noqa: PLW0603 - the one copy of this process
    version = tuple(_newest().all())
    with _lock:
        if _shelf is None or _shelf.version != version:
            _shelf = _Shelf(version, tuple(_read(page) for page in live_guides().specific()))
        return _shelf.guides


@cache
def _newest() -> QuerySet:
    """What tells one state of the public pages from another. Made once: that takes longer than asking it."""
    return (
        Page.objects.live()
        .order_by()
        .values("live")
        .annotate(
            published=Max("last_published_at"), revised=Max("latest_revision_created_at"), pages=Count("pk")
        )
        .values_list("published", "revised", "pages")
    )


def _read(page: EditorialPage) -> _Found:
    headings, texts = set(), set()
    for code in settings.MODELTRANSLATION_LANGUAGES:
        heading = getattr(page, f"heading_{code.replace('-', '_')}") or ""
        introduction = getattr(page, f"introduction_{code.replace('-', '_')}") or ""
        body = " ".join(text.value for text in page.block_texts() if text.language_code == code)
        headings.update(tokens(heading, code))
        texts.update(tokens(f"{heading} {introduction} {body}", code))
    return _Found(page, theme_of(page), frozenset(headings), frozenset(texts))
