"""Values for the components on the style page, built as pages build them."""

from dataclasses import replace
from types import SimpleNamespace

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from config.context_processors import LanguageLink
from config.footer import footer_links
from config.languages import LANGUAGES
from config.specimen_texts import ELSEWHERE, LENGTHS
from directory.choices import PhoneKind
from directory.reading import wording
from directory.reading.cards import Card, Mark, spoken_languages, text_language_words
from directory.reading.helplines import HelplineCard
from directory.reading.service_page import Date
from directory.reading.texts import Text
from directory.reading.vocabulary import Term

#: The themes that are drawn
THEMES = (
    *("pregnancy-baby", "parenting", "couple-divorce", "school-daycare", "safety-violence", "hobbies-sport"),
    *("culture-arts", "friends-community", "mind-crisis", "health", "disability-care", "money-food-home"),
    *("work-study-language", "law-permits", "all"),
)
NUMBER = "09 000 1000"


class Specimens:
    """What the style page shows in one language."""

    def __init__(self, language: str):
        self.language = language
        self.short, self.common, self.long = (Text(value, language) for value in LENGTHS[language])
        self.lengths = (self.short, self.common, self.long)
        self.foreign = Text(LENGTHS[ELSEWHERE.get(language, "fi")][1], ELSEWHERE.get(language, "fi"))

    @cached_property
    def language_links(self) -> list[LanguageLink]:
        return [LanguageLink(each, f"/{each.code}/", each.code == self.language) for each in LANGUAGES]

    @cached_property
    def footer_links(self) -> list:
        return footer_links()

    @cached_property
    def themes(self) -> list[Term]:
        return [
            _theme(number, code, self.lengths[number % len(self.lengths)])
            for number, code in enumerate(THEMES)
        ]

    @cached_property
    def marks(self) -> list[Mark]:
        return [
            Mark("i-language", text_language_words(self.foreign.language_code)),
            Mark("i-people", _("Full, ask for a place"), "warn"),
            Mark("i-check", self.short.value, "good"),
        ]

    @cached_property
    def cards(self) -> list[Card]:
        """Open now; closed for the summer; with a phone alone; in another language."""
        usual = self._card
        closed = Mark("i-alert", _("Closed for now"), "warn")
        full = Mark("i-people", _("Full, ask for a place"), "warn")
        other = Mark("i-language", text_language_words(self.foreign.language_code))
        return [
            replace(usual, is_open=True),
            replace(usual, name=self.short, is_closed=True, when="", marks=(closed,)),
            replace(usual, name=self.long, phone=NUMBER, topic=None, marks=(full,)),
            replace(usual, name=self.foreign, where=(self.foreign,), marks=(other,)),
        ]

    @property
    def _card(self) -> Card:
        return Card(
            pk=0,
            url=reverse("search"),
            name=self.common,
            organization=self.short,
            topic=self.themes[1],
            for_whom=self.common.value,
            entry=_("Call, no appointment"),
            entry_icon="i-door",
            cost=_("free of charge"),
            languages=spoken_languages(dict.fromkeys([self.language, "fi", "en"])),
            has_interpretation=True,
            is_open=False,
            when=self.common.value,
            where=(self.common, Text("Mallikatu 1", "fi")),
            distance=wording.distance(1200),
        )

    @cached_property
    def dates(self) -> list[Date]:
        """A session that goes on, one that is cancelled and says why, and one like any other."""
        plain = Date(
            day=self.short.value,
            hours="13–15",
            is_open=False,
            is_cancelled=False,
            reason=Text("", self.language),
            place=self.common,
            languages=wording.language_names(["fi", "so"]),
            entry="",
        )
        return [replace(plain, is_open=True), replace(plain, is_cancelled=True, reason=self.common), plain]

    @cached_property
    def helplines(self) -> list[HelplineCard]:
        usual = HelplineCard("a", self.common, self.long, NUMBER, True, False, self.short.value)
        usual = replace(usual, languages=self._card.languages, has_interpretation=True)
        return [usual, replace(usual, slug="b", description=Text("", self.language), is_open=False)]

    @cached_property
    def phones(self) -> list:
        return [SimpleNamespace(number=NUMBER, kind=kind) for kind in (PhoneKind.VOICE, PhoneKind.SMS)]


def _theme(number: int, code: str, name: Text) -> Term:
    return Term(
        *(number, code, name.value),
        taxonomy="topics",
        theme=code,
        is_theme=True,
        is_sensitive=False,
        is_danger=False,
        language_code=name.language_code,
    )
