"""Sessions on offer beside how many people of an area have the language as their mother tongue."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from babel.numbers import format_decimal
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from desk.figures.book import latest_count
from desk.figures.names import names
from desk.figures.periods import Period
from desk.figures.subjects import By
from desk.figures.table import Number, Row, Table
from desk.models import Figure, Residents
from desk.residents.drawing import people_and_rates
from directory.reading import wording
from search.logbook.days import FEWEST, shown

#: Sessions for so many residents
PER = 1_000
Pair = tuple[str, str]  # area, language
NOT_TOLD = Number(0, "–", "")


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
    def row(self) -> Row:
        sessions = Number(self.sessions, wording.grouped(self.sessions))
        if self.residents is None:
            unknown = Number(0, pgettext("figures", "no figure"))
            return Row((self.area, self.language), (sessions, unknown, NOT_TOLD, NOT_TOLD), ())
        residents = Number(self.residents, shown(self.residents))
        rate, year = self._rate, Number(self.year, str(self.year), self.year)
        drawn = () if rate is NOT_TOLD else (residents, rate)
        return Row((self.area, self.language), (sessions, residents, rate, year), drawn)

    @property
    def _rate(self) -> Number:
        if self.rate is None:
            return NOT_TOLD
        return Number(self.rate, _decimal(self.rate), round(self.rate, 1))

    @property
    def order(self) -> tuple:
        """Where the least is offered to the most people comes first; where nothing is known, last."""
        is_known = self.rate is not None
        of_them = (self.rate, -self.residents) if is_known else (0, -(self.residents or 0))
        return not is_known, *of_them, -self.sessions, self.area, self.language


@dataclass(frozen=True)
class Beside:
    table: Table
    is_invented: bool
    has_residents: bool

    @cached_property
    def plot(self) -> SafeString | str:
        return people_and_rates(self.table)


def beside(period: Period, *, area: str = "", language: str = "", most_rows: int) -> Beside:
    """All districts and languages of which one of the two is known, or of one area or language.

    Three queries, and none for names that a process has.
    """
    chosen = {"area": area, "language_code": language}
    narrowed = {name: value for name, value in chosen.items() if value}
    residents = {(each.area, each.language_code): each for each in _newest(period, narrowed)}
    sessions = dict(_sessions(period, narrowed))
    lines = sorted(_lines({*sessions, *residents}, sessions, residents), key=attrgetter("order"))
    return Beside(
        _table([line.row for line in lines], most_rows),
        is_invented=any(each.is_invented for each in residents.values()),
        has_residents=bool(residents),
    )


def _table(rows: list[Row], most_rows: int) -> Table:
    people, rate = pgettext("figures", "Residents"), pgettext("figures", "Sessions for 1,000 residents")
    return Table(
        name="residents",
        title=_("Sessions on offer beside residents by mother tongue"),
        headings=(By.AREA.heading, By.LANGUAGE.heading),
        columns=(_("Sessions in four weeks"), people, rate, pgettext("figures", "Year")),
        all_rows=rows,
        most_rows=most_rows,
        series=(people, rate),
    )


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


def _newest(period: Period, narrowed: dict[str, str]) -> QuerySet[Residents]:
    """The newest figures of each district up to the end of the period."""
    known = Residents.objects.filter(year__lte=period.last.year)
    years = known.filter(area=OuterRef("area")).order_by("-year").values("year")
    return known.filter(year=Subquery(years[:1]), **narrowed)


def _sessions(period: Period, narrowed: dict[str, str]) -> Iterator[tuple[Pair, int]]:
    latest = latest_count(period)
    if latest is None:
        return
    found = Figure.objects.filter(what=Figure.What.SESSIONS, month=latest, divided_by="la", **narrowed)
    for area, language, number in found.values_list("area", "language_code", "number"):
        yield (area, language), number


def _decimal(number: float) -> str:
    return format_decimal(number, "#,##0.0", locale=wording.current_locale())
