"""An editorial page as its template shows it, in the reader's language."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory.choices import TextState
from directory.reading.alerts import Concerns
from directory.reading.cards import Card, Mark, text_language_words
from directory.reading.sensitive import Sensitivity
from directory.reading.texts import Text, languages_of, read_text
from directory.reading.vocabulary import Term, vocabulary
from pages.reading.parts import PartReader

#: Of the front page in the tree of pages: below the root of all
FRONT_DEPTH = 2


@dataclass(frozen=True)
class WayBack:
    url: str
    name: Text


class PageReading:
    """The texts and parts of one page, each in the reader's language or a marked other one."""

    def __init__(self, page, *, now: datetime.datetime):
        self.page = page
        self.now = now
        self.language = get_language()

    @cached_property
    def heading(self) -> Text:
        return read_text(self.page, "heading", self.language)

    @cached_property
    def introduction(self) -> Text:
        return read_text(self.page, "introduction", self.language)

    @cached_property
    def parts(self) -> list:
        return PartReader(self.language, self.page.original_language, now=self.now).parts(self.page.body)

    @cached_property
    def listings(self) -> list[int]:
        """The ids of the listings that the page shows, in their order."""
        return [card.pk for card in self._cards]

    @property
    def _cards(self) -> list[Card]:
        return [card for part in self.parts for card in getattr(part, "cards", ())]

    @cached_property
    def theme(self) -> Term | None:
        """The theme of a theme path or an article, if it has one that is still known."""
        return vocabulary(self.language).topic(getattr(self.page, "theme", ""))

    @property
    def concerns(self) -> Concerns:
        return Concerns(themes=frozenset({self.theme.code} if self.theme else ()))

    @cached_property
    def sensitivity(self) -> Sensitivity:
        """By its theme, or by the listings in it."""
        if self.theme and self.theme.is_sensitive:
            return Sensitivity.EVERYTHING
        return Sensitivity.of(card.is_sensitive for card in self._cards)

    @cached_property
    def way_back(self) -> "WayBack | None":
        """The page above, where it has texts of its own."""
        parent = self.page.get_parent().specific if self.page.depth > FRONT_DEPTH + 1 else None
        return WayBack(parent.url, read_text(parent, "heading", self.language)) if parent else None

    @cached_property
    def languages(self) -> list[str]:
        """The languages in which the page has a heading."""
        return languages_of(self.page, "heading")

    @cached_property
    def marks(self) -> list[Mark]:
        return list(self._marks())

    def _marks(self) -> Iterable[Mark]:
        if self.heading.language_code != self.language:
            yield Mark("i-language", text_language_words(self.heading.language_code))
            return
        states = {state.language_code: state for state in self.page.translation_states.all()}
        state = states.get(self.language)
        if state and state.state == TextState.MACHINE:
            yield Mark("i-language", _("Translated by a machine"))
        if state and state.is_outdated and state.state != TextState.WRITTEN:
            yield Mark("i-alert", _("The original text has changed since this translation"))
