"""What the texts of the site are in each language: for the page about the languages."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import get_language, gettext, pgettext

from directory.choices import TextState
from directory.models import LanguageCount
from directory.reading import wording
from pages.models import PageTranslationState
from pages.reading.guides import live_guides


@dataclass(frozen=True)
class LanguageRow:
    """The listings and the guides that have a text in one language."""

    name: str
    total: int
    written: int
    checked: int
    machine: int
    outdated: int
    guides: int
    guides_by_machine: int

    @property
    def present(self) -> int:
        return self.by_person + self.machine

    @property
    def by_person(self) -> int:
        return self.written + self.checked

    @property
    def missing(self) -> int:
        return self.total - self.present

    @property
    def numbers(self) -> tuple[int, ...]:
        """In the order of the table's columns."""
        guides = (self.guides - self.guides_by_machine, self.guides_by_machine)
        return (self.by_person, self.machine, self.outdated, self.missing, *guides)

    @property
    def cells(self) -> list[tuple[str, int]]:
        """What stands above each number, and the number."""
        return list(zip(columns(), self.numbers, strict=True))

    @property
    def bars(self) -> list[tuple[str, float, float]]:
        """Kind, beginning and width of each part of a bar that is 100 long."""
        parts, start = [], 0.0
        for kind, count in (("own", self.by_person), ("machine", self.machine)):
            width = round(100 * count / self.total, 1) if self.total else 0.0
            parts.append((kind, start, width))
            start += width
        return parts


@dataclass(frozen=True)
class LanguageTable:
    rows: list[LanguageRow]
    counted_at: datetime | None

    @property
    def total(self) -> int:
        return self.rows[0].total if self.rows else 0

    @property
    def counted(self) -> str:
        """The day of counting, in words."""
        return wording.full_date(timezone.localdate(self.counted_at)) if self.counted_at else ""

    @property
    def columns(self) -> tuple[str, ...]:
        return columns()

    @property
    def example(self) -> str:
        """A language that texts of the reader's fall back to, by its name."""
        return wording.language_name(next(c for c in settings.FALLBACK_LANGUAGES if c != get_language()))


def columns() -> tuple[str, ...]:
    by_person = pgettext("written or checked", "By a person")
    by_machine = pgettext("translated", "By a machine")
    guides = gettext("Guides") + pgettext("between a label and what it is for", ": ")
    return (
        by_person,
        by_machine,
        pgettext("the original", "Changed since"),
        pgettext("text", "Missing"),
        guides + by_person,
        guides + by_machine,
    )


def language_table() -> LanguageTable:
    """All offered languages, in the order of the site. Two queries, whatever the number of listings."""
    counts = {row.language_code: row for row in LanguageCount.objects.all()}
    guides = {code: numbers for code, *numbers in _guides_by_language()}
    offered = [code for code, _name in settings.LANGUAGES]
    rows = [_row(code, counts[code], guides.get(code, (0, 0))) for code in offered if code in counts]
    return LanguageTable(rows, next((row.counted_at for row in counts.values()), None))


def _guides_by_language():
    live = PageTranslationState.objects.filter(page__in=live_guides().order_by())
    by_machine = Count("pk", filter=Q(state=TextState.MACHINE))
    return live.values_list("language_code").annotate(guides=Count("pk"), by_machine=by_machine)


def _row(code: str, count: LanguageCount, guides: tuple[int, int]) -> LanguageRow:
    numbers = {state.value: getattr(count, state.value) for state in TextState}
    return LanguageRow(
        name=wording.language_name(code),
        total=count.listings,
        outdated=count.outdated,
        guides=guides[0],
        guides_by_machine=guides[1],
        **numbers,
    )
