"""How many public listings have a text by a person in each language, and what is read most without one."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Sum
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from desk.figures.offers import BY_PEOPLE, OUTDATED
from desk.models import Figure
from directory.choices import TextState
from directory.models import Organization, Service, TranslationState
from directory.reading import wording
from directory.reading.texts import text_columns
from directory.reading.vocabulary import vocabulary
from readership.models import PageCount
from readership.reading import shown

#: How many partners stand in the table, those with the most listings first; how many listings below it
MOST_ROWS, MOST_READ = 50, 20
STEPS = 5
BY_PERSONS = (TextState.WRITTEN, TextState.CHECKED)
What = Figure.What
#: By row and language, how many listings have the text
Texts = dict[object, dict[str, int]]


def _people():
    return format_lazy("{} · {}", TextState.WRITTEN.label, TextState.CHECKED.label)


class By(models.TextChoices):
    """What the rows of the table are."""

    THEME = "theme"
    AREA = "area"
    PARTNER = "partner"


class State(models.TextChoices):
    """Which texts are counted (DESIGN D7)."""

    BY_PEOPLE = "", _people()
    WRITTEN = TextState.WRITTEN.value, TextState.WRITTEN.label
    CHECKED = TextState.CHECKED.value, TextState.CHECKED.label
    MACHINE = "machine", pgettext_lazy("text", "Machine translation")
    OUTDATED = "outdated", _("The source has changed since")
    MISSING = "missing", pgettext_lazy("text", "Missing")


@dataclass(frozen=True)
class Asked:
    """Read from an address, never an error."""

    by: str = By.THEME.value
    language: str = "so"
    state: str = ""

    @classmethod
    def read(cls, get: Mapping[str, str]) -> Self:
        by, language = get.get("by", ""), get.get("language", "")
        return cls(
            by=by if by in By.values else By.THEME.value,
            language=language if language in settings.MODELTRANSLATION_LANGUAGES else "so",
            state=get.get("state", "") if get.get("state", "") in State.values else "",
        )


@dataclass(frozen=True)
class Cell:
    """How many listings have the language, and how dark the cell is: 0 for none, 5 for all."""

    number: str
    step: int


@dataclass(frozen=True)
class Row:
    name: str
    listings: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Unread:
    """A listing that is read in a language which it does not have."""

    listing: Service
    number: str


class Coverage:
    """Four queries, whatever the number of listings."""

    def __init__(self, asked: Asked, language: str):
        self.asked, self.terms = asked, vocabulary(language)

    @property
    def languages(self) -> tuple[str, ...]:
        return settings.MODELTRANSLATION_LANGUAGES

    @property
    def columns(self) -> list[str]:
        return [wording.language_name(code) for code in self.languages]

    @cached_property
    def rows(self) -> list[Row]:
        found, texts = self._of_partners() if self.asked.by == By.PARTNER else self._counted()
        names = self._names(list(found))
        return [self._row(names[key], found[key], texts[key]) for key in found if key in names]

    def _of_partners(self) -> tuple[dict[int, int], Texts]:
        """Of those with the most listings: counted now, for there are few of them."""
        public = Service.objects.public().order_by()
        counted = public.values_list("organization").annotate(number=Count("pk"))
        found = dict(counted.order_by("-number", "organization")[:MOST_ROWS])
        good = public.filter(organization__in=list(found), **STATES[self.asked.state])
        texts: Texts = defaultdict(dict)
        numbers = good.values_list("organization", "translation_states__language_code")
        for key, code, number in numbers.annotate(number=Count("pk")):
            texts[key][code] = number
        return found, texts

    def _counted(self) -> tuple[dict[str, int], Texts]:
        """Of themes or areas: as they were counted in the night."""
        column, letter = COLUMNS[self.asked.by]
        latest = Figure.objects.filter(what=What.LISTINGS, divided_by="").order_by("-month")[:1]
        figures = Figure.objects.filter(month__in=latest.values("month"))
        listings = figures.filter(what=What.LISTINGS, divided_by=letter).values_list(column, "number")
        state = DETAILS[self.asked.state]
        texts: Texts = defaultdict(dict)
        divided = f"l{letter}{'d' if state else ''}"
        found = figures.filter(what=What.TEXTS, divided_by=divided, detail=state)
        for key, code, number in found.values_list(column, "language_code", "number"):
            texts[key][code] = number
        return dict(listings.order_by("-number", column)[:MOST_ROWS]), texts

    def _row(self, name: str, total: int, numbers: dict[str, int]) -> Row:
        found = [numbers.get(code, 0) for code in self.languages]
        if self.asked.state == State.MISSING:
            found = [total - number for number in found]
        cells = (Cell(wording.grouped(number), _step(number, total)) for number in found)
        return Row(name, wording.grouped(total), tuple(cells))

    def _names(self, keys: list) -> dict[object, str]:
        if self.asked.by == By.PARTNER:
            columns = text_columns("name", languages=("fi", "en", "sv"))
            partners = Organization.objects.only("slug", *columns).in_bulk(keys)
            return {pk: str(row) for pk, row in partners.items()}
        if self.asked.by == By.AREA:
            return {key: str(self.terms.areas[key].name) for key in keys if key in self.terms.areas}
        found = {key: self.terms.topic(key) for key in keys}
        return {key: term.name for key, term in found.items() if term}

    def most_read(self, since: date) -> list[Unread]:
        """Listings that are opened in the chosen language and have no text in it, the most read first."""
        language = self.asked.language
        has_text = TranslationState.objects.filter(
            service=OuterRef("pk"), language_code=language, state__in=BY_PERSONS
        )
        # Asked once for each listing, not for each of its numbers
        without = Service.objects.public().exclude(Exists(has_text)).order_by().values("pk")
        read = PageCount.objects.filter(language_code=language, month__gte=since, service__in=without)
        numbers = dict(
            read.values("service").annotate(total=Sum("number")).order_by("-total", "service")
            .values_list("service", "total")[:MOST_READ]
        )  # fmt: skip
        listings = Service.objects.only("slug", "original_language", *text_columns("name")).in_bulk(numbers)
        return [Unread(listings[pk], shown(number)) for pk, number in numbers.items() if pk in listings]


def _step(number: int, total: int) -> int:
    return 0 if not number else max(1, STEPS * number // max(total, 1))


STATES: Mapping[str, dict[str, object]] = {
    State.BY_PEOPLE: {"translation_states__state__in": BY_PERSONS, "translation_states__is_outdated": False},
    State.WRITTEN: {"translation_states__state": TextState.WRITTEN, "translation_states__is_outdated": False},
    State.CHECKED: {"translation_states__state": TextState.CHECKED, "translation_states__is_outdated": False},
    State.MACHINE: {"translation_states__state": TextState.MACHINE},
    State.OUTDATED: {"translation_states__is_outdated": True},
    State.MISSING: {"translation_states__isnull": False},
}

#: The same in the figures: "" stands for any
DETAILS: Mapping[str, str] = {
    State.BY_PEOPLE: BY_PEOPLE,
    State.WRITTEN: TextState.WRITTEN.value,
    State.CHECKED: TextState.CHECKED.value,
    State.MACHINE: TextState.MACHINE.value,
    State.OUTDATED: OUTDATED,
    State.MISSING: "",
}
#: How figures name what the rows are
COLUMNS: Mapping[str, tuple[str, str]] = {By.THEME: ("theme", "t"), By.AREA: ("area", "a")}
