"""The board of unmet need: what is looked for, by topic, language and area, and what little is found.

Every number on it is made of the `shown_…` columns of months, so that neither a sum nor a difference of sums
tells a number under five (docs/decisions/0017).
"""

from collections import defaultdict
from dataclasses import dataclass
from math import sqrt

from django.db.models import F, QuerySet, Sum
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from desk.unmet.asked import Asked
from desk.unmet.listings import Place, listings_for
from directory.reading import wording
from directory.reading.vocabulary import vocabulary
from search.logbook.days import FEWEST, shown
from search.models import SearchMonth, SearchYear

#: How many gaps are listed, and how many columns a map has at most
MOST_GAPS, MOST_COLUMNS = 20, 16
#: Steps of colour; the numbers stand in the cells as well
STEPS = 5
WORST_FIRST = (F("shown_few") + F("shown_gave_up")).desc()


@dataclass(frozen=True)
class Cell:
    """A number as it may be shown, and how dark its cell is: 0 to 5."""

    words: str
    step: int


@dataclass(frozen=True)
class MapRow:
    name: str
    address: str
    cells: tuple[Cell, ...]
    total: str


@dataclass(frozen=True)
class HeatMap:
    columns: tuple[tuple[str, str], ...]  # name and address
    rows: tuple[MapRow, ...]

    def __bool__(self) -> bool:
        return bool(self.rows)


@dataclass(frozen=True)
class FoundGap:
    """Something that is looked for: how often, with how little, and how many listings there are today."""

    language: str
    area: str
    topic: str
    words: str
    searches: str
    few: str
    gave_up: str
    listings: Place

    @property
    def name(self) -> str:
        """How the button names it."""
        return f"{self.language}|{self.area}|{self.topic}"


class Board:
    """In the language of whoever looks. Three queries."""

    def __init__(self, asked: Asked, language: str):
        self.asked, self.terms = asked, vocabulary(language)

    @cached_property
    def counts(self) -> QuerySet[SearchMonth] | QuerySet[SearchYear]:
        """One row for each language, area and topic."""
        asked = self.asked
        rows = SearchMonth.objects.filter(month=asked.month) if asked.month else SearchYear.objects.all()
        if asked.language:
            rows = rows.filter(language_code=asked.language)
        if asked.area:
            rows = rows.filter(area__in=self._area_and_parts)
        if asked.theme:
            rows = rows.filter(topic__in=self._topics_of(asked.theme))
        return rows

    @property
    def _area_and_parts(self) -> list[str]:
        """An area, and of a district its neighbourhoods."""
        parts = (slug for slug, area in self.terms.areas.items() if area.district == self.asked.area)
        return [self.asked.area, *parts]

    def _topics_of(self, theme: str) -> list[str]:
        return [term.code for term in self.terms.by_id.values() if term.theme == theme]

    @cached_property
    def map(self) -> HeatMap:
        """Themes, or the topics of one, by languages, or by areas for one language."""
        across = "area" if self.asked.language else "language_code"
        numbers: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        rows = self.counts.exclude(topic="").values("topic", across).annotate(number=Sum("shown_searches"))
        for row in rows.order_by():
            numbers[self._row_of(row["topic"])][row[across]] += row["number"]
        numbers.pop("", None)
        columns = _most(numbers)
        most = max((number for row in numbers.values() for number in row.values()), default=0)
        rows = (
            self._map_row(code, numbers[code], columns, most) for code in sorted(numbers, key=self._order)
        )
        return HeatMap(tuple(self._column(across, code) for code in columns), tuple(rows))

    def _row_of(self, topic: str) -> str:
        """The theme of a topic; within a theme the topic itself. Nothing for one that is no more."""
        term = self.terms.topic(topic)
        if term is None:
            return ""
        return topic if self.asked.theme else term.theme

    def _order(self, code: str) -> int:
        return list(self.terms.by_code).index(("topics", code))

    def _column(self, across: str, code: str) -> tuple[str, str]:
        if across == "language_code":
            return wording.language_name(code), self.asked.narrowed(language=code)
        if code not in self.terms.areas:
            return _("The whole city"), ""
        return str(self.terms.areas[code].name), self.asked.narrowed(area=code)

    def _map_row(self, code: str, numbers: dict[str, int], columns: list[str], most: int) -> MapRow:
        cells = tuple(Cell(_said(numbers[each]), _step(numbers[each], most)) for each in columns)
        address = "" if self.asked.theme else self.asked.narrowed(theme=code)
        return MapRow(self.terms.topic(code).name, address, cells, _said(sum(numbers.values())))

    @cached_property
    def gaps(self) -> list[FoundGap]:
        """What was looked for most with next to nothing found, or given up after: the worst first."""
        rows = (
            self.counts.exclude(topic="")
            .filter(shown_searches__gte=FEWEST)
            .order_by(WORST_FIRST, "-shown_searches", "topic", "language_code", "area")
            .values("language_code", "area", "topic", "shown_searches", "shown_few", "shown_gave_up")
        )
        return [self._gap(row) for row in rows[:MOST_GAPS] if self.terms.topic(row["topic"])]

    def _gap(self, row: dict) -> FoundGap:
        language, area, topic = row["language_code"], row["area"], row["topic"]
        return FoundGap(
            language=language,
            area=area,
            topic=topic,
            words=gap_words(language, area, topic, self.terms),
            searches=_said(row["shown_searches"]),
            few=_said(row["shown_few"]),
            gave_up=_said(row["shown_gave_up"]),
            listings=listings_for(language, area, topic, self.terms),
        )


def gap_words(language: str, area: str, topic: str, terms) -> str:
    """ "Somali, Itäkeskus, help with homework"."""
    term = terms.topic(topic)
    parts = [
        wording.language_name(language) if language else "",
        str(terms.areas[area].name) if area in terms.areas else "",
        term.name if term else topic,
    ]
    return wording.comma().join(filter(None, parts))


def _said(number: int) -> str:
    return shown(number) if number else ""


def _step(number: int, most: int) -> int:
    """By the root of the number: one that is a tenth of the highest is still seen."""
    return 0 if number < FEWEST else max(1, round(STEPS * sqrt(number / most)))


def _most(numbers: dict[str, dict[str, int]]) -> list[str]:
    """The columns with the highest numbers, the highest first."""
    totals: dict[str, int] = defaultdict(int)
    for row in numbers.values():
        for code, number in row.items():
            totals[code] += number
    return sorted(totals, key=lambda code: (-totals[code], code))[:MOST_COLUMNS]
