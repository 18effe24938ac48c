"""Sessions on offer beside how many people of an area have the language as their mother tongue."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from babel.numbers import format_decimal
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from desk.figures.book import latest_count
from desk.figures.names import names
from desk.figures.periods import Period
from desk.figures.subjects import By
from desk.models import Figure, Residents
from directory.reading import wording
from search.logbook.days import FEWEST, shown

#: Sessions for so many residents
PER = 1_000
Pair = tuple[str, str]  # area, language


@dataclass(frozen=True)
class Line:
    """`residents` is None where nothing is known of them."""

    area: str
    language: str
    sessions: int
    residents: int | None = None
    year: int | None = None

    @property
    def rate(self) -> float | None:
        """Of a few people none: with the sessions, which everybody sees, it would say how many they are."""
        if self.residents is None or self.residents < FEWEST:
            return None
        return PER * self.sessions / self.residents

    @property
    def words(self) -> tuple[str, ...]:
        """As they stand under the columns."""
        known = self.residents is not None
        return (
            wording.grouped(self.sessions),
            shown(self.residents) if known else pgettext("figures", "no figure"),
            "–" if self.rate is None else _decimal(self.rate),
            str(self.year) if known else "–",
        )

    @property
    def in_file(self) -> list[object]:
        """Numbers as numbers, and nothing that would tell a small one."""
        _sessions, residents, *_others = self.words
        if self.rate is None:
            return [self.area, self.language, self.sessions, residents, "", self.year or ""]
        return [self.area, self.language, self.sessions, self.residents, round(self.rate, 1), self.year]

    @property
    def _order(self) -> tuple:
        """Where the least is offered to the most people comes first; where nothing is known, last."""
        is_known = self.rate is not None
        of_them = (self.rate, -self.residents) if is_known else (0, -(self.residents or 0))
        return not is_known, *of_them, -self.sessions, self.area, self.language


@dataclass(frozen=True)
class Beside:
    """A table for a page, paper and files; nothing is left out of files."""

    lines: list[Line]
    is_invented: bool
    most_rows: int

    @property
    def rows(self) -> list[Line]:
        return self.lines[: self.most_rows]

    @property
    def left_out(self) -> int:
        return len(self.lines) - len(self.rows)

    @cached_property
    def has_residents(self) -> bool:
        return any(line.residents is not None for line in self.lines)

    @property
    def title(self) -> str:
        return _("Sessions on offer beside residents by mother tongue")

    @property
    def heading(self) -> list[str]:
        return [By.AREA.heading, By.LANGUAGE.heading, *self.columns]

    @property
    def divided_by(self) -> str:
        return " · ".join(self.heading[:2])

    def file_lines(self) -> Iterator[list[object]]:
        return (line.in_file for line in self.lines)

    @property
    def columns(self) -> list[str]:
        return [
            _("Sessions in four weeks"),
            pgettext("figures", "Residents"),
            pgettext("figures", "Sessions for 1,000 residents"),
            pgettext("figures", "Year"),
        ]


def beside(period: Period, *, area: str = "", language: str = "", most_rows: int) -> Beside:
    """All districts and languages of which one of the two is known, or of one area or language.

    Four queries, and none for names that a process has.
    """
    chosen = {"area": area, "language_code": language}
    narrowed = {name: value for name, value in chosen.items() if value}
    residents = {(each.area, each.language_code): each for each in _newest(period, narrowed)}
    sessions = dict(_sessions(period, narrowed))
    lines = _lines({*sessions, *residents}, sessions, residents)
    is_invented = any(each.is_invented for each in residents.values())
    return Beside(sorted(lines, key=lambda line: line._order), is_invented, most_rows)


def _lines(
    pairs: Iterable[Pair], sessions: dict[Pair, int], residents: dict[Pair, Residents]
) -> Iterator[Line]:
    areas = names(By.AREA, {area for area, _language in pairs})
    languages = names(By.LANGUAGE, {language for _area, language in pairs})
    for area, language in pairs:
        if area in areas:
            known = residents.get((area, language))
            yield Line(
                areas[area],
                languages[language],
                sessions.get((area, language), 0),
                known and known.number,
                known and known.year,
            )


def _newest(period: Period, narrowed: dict[str, str]) -> list[Residents]:
    """The newest figures of each district up to the end of the period."""
    found = Residents.objects.filter(year__lte=period.last.year)
    newest = dict(found.order_by().values_list("area").annotate(Max("year")))
    return [each for each in found.filter(**narrowed) if each.year == newest[each.area]]


def _sessions(period: Period, narrowed: dict[str, str]) -> Iterator[tuple[Pair, int]]:
    latest = latest_count(period)
    if latest is None:
        return
    found = Figure.objects.filter(what=Figure.What.SESSIONS, month=latest, divided_by="la", **narrowed)
    for area, language, number in found.values_list("area", "language_code", "number"):
        yield (area, language), number


def _decimal(number: float) -> str:
    return format_decimal(number, "#,##0.0", locale=wording.current_locale())
