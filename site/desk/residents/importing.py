"""Taking in how many people of an area have which mother tongue: all lines of a file, or none."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from django.db import transaction
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy

from audit.choices import Act
from audit.recording import record
from desk.figures.profiles import ROWS_AT_ONCE, districts_by_slug
from desk.models import Residents
from desk.residents.naming import area_slugs, folded, language_codes
from search.logbook.days import FEWEST, counted_as

#: What the first line calls the columns, by language; the first of each stands on the page of the form
COLUMNS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "area": {"en": ("area",), "fi": ("alue",), "sv": ("område",)},
    "language": {
        "en": ("language", "mother tongue"),
        "fi": ("kieli", "äidinkieli"),
        "sv": ("språk", "modersmål"),
    },
    "residents": {
        "en": ("residents",),
        "fi": ("asukkaita", "asukkaat", "väestö"),
        "sv": ("invånare", "befolkning"),
    },
    "year": {"en": ("year",), "fi": ("vuosi",), "sv": ("år",)},
}
#: As statistics write that there is nobody, and that they do not tell
NOBODY, UNTOLD = frozenset("-–−"), frozenset(("", ".", "..", "...", "…"))
FEW = re.compile(rf"<\s*{FEWEST}|[1-{FEWEST - 1}]\s*[-–]\s*{FEWEST - 1}")
WHOLE = re.compile(r"\d{1,8}", re.ASCII)
FIRST_YEAR = 1980
LONGEST_QUOTED = 60

AREA = gettext_lazy("“%(value)s” is no area that is known here.")
LANGUAGE = gettext_lazy("“%(value)s” is no language that is known here.")
NUMBER = gettext_lazy("“%(value)s” is no number of residents.")
YEAR = gettext_lazy("“%(value)s” is no year for which there can be figures.")
TWICE = gettext_lazy("These residents are counted in line %(value)s already.")
COLUMN_MISSING = gettext_lazy("The first line names no column “%(value)s”.")
NOTHING = gettext_lazy("There is no number of residents in this file.")
LINE = pgettext_lazy("of a file", "Line %(line)s: %(problem)s")

Key = tuple[str, str, int]  # district, language, year


class ProblemsError(ValueError):
    """What is wrong, line by line: nothing of the file was taken in."""

    def __init__(self, problems: list[str]):
        super().__init__(*problems)
        self.problems = problems


class _WrongError(ValueError):
    """What is wrong in one line, in words."""


@dataclass
class Book:
    """What is read of a file so far: a neighbourhood counts in its district."""

    today: date
    areas: Mapping[str, str] = field(default_factory=area_slugs)
    districts: Mapping[str, str] = field(default_factory=districts_by_slug)
    languages: Mapping[str, str] = field(default_factory=language_codes)
    numbers: Counter[Key] = field(default_factory=Counter)
    #: In which line each area stands, and each district first
    lines: dict[Key, int] = field(default_factory=dict)
    first: dict[Key, int] = field(default_factory=dict)

    def add(self, line: int, cells: Mapping[str, str]) -> None:
        area, language = self._area(cells["area"]), self._language(cells["language"])
        year, number = _year(cells["year"], self.today), _number(cells["residents"])
        district = self.districts[area]
        own, whole = (area, language, year), (district, language, year)
        counted = self.lines.get(own) or self.lines.get(whole) or (area == district and self.first.get(whole))
        if counted:
            raise _WrongError(TWICE % {"value": counted})
        self.lines[own] = line
        self.first.setdefault(whole, line)
        if number is not None:
            self.numbers[whole] += counted_as(number)

    def _area(self, value: str) -> str:
        return _known(self.areas.get(folded(value)), AREA, value)

    def _language(self, value: str) -> str:
        return _known(self.languages.get(folded(value)), LANGUAGE, value)


def take_in(lines: Sequence[tuple[int, list[str]]], user, today: date) -> int:
    """Keep them in the place of what there is for the same areas and years; returns how many numbers.

    Raises ProblemsError, with nothing kept.
    """
    numbers = _numbers(lines, today)
    replaced = {(area, year) for area, _language, year in numbers}
    with transaction.atomic():
        for year in sorted({year for _area, year in replaced}):
            areas = [area for area, of_year in replaced if of_year == year]
            Residents.objects.filter(year=year, area__in=areas).delete()
        Residents.objects.bulk_create(_rows(numbers), batch_size=ROWS_AT_ONCE)
        record(Act.CHANGED, person=user, screen="desk_residents")
    return len(numbers)


def _rows(numbers: Mapping[Key, int]) -> list[Residents]:
    return [
        Residents(area=area, language_code=language, year=year, number=number)
        for (area, language, year), number in numbers.items()
    ]


def _numbers(lines: Sequence[tuple[int, list[str]]], today: date) -> Mapping[Key, int]:
    if not lines:
        raise ProblemsError([str(NOTHING)])
    where = _columns(lines[0][1])
    book, problems = Book(today), []
    for line, cells in lines[1:]:
        try:
            book.add(line, {name: cells[at] if at < len(cells) else "" for name, at in where.items()})
        except _WrongError as error:
            problems.append(LINE % {"line": line, "problem": error})
    if problems or not book.numbers:
        raise ProblemsError(problems or [str(NOTHING)])
    return book.numbers


def _columns(heading: Iterable[str]) -> dict[str, int]:
    """At which place each column is."""
    places = {folded(name): place for place, name in reversed(list(enumerate(heading)))}
    found = {name: _place(words.values(), places) for name, words in COLUMNS.items()}
    missing = [name for name, place in found.items() if place is None]
    if missing:
        raise ProblemsError([COLUMN_MISSING % {"value": _called(name)} for name in missing])
    return found


def _place(words: Iterable[tuple[str, ...]], places: Mapping[str, int]) -> int | None:
    return min((places[each] for each in map(folded, chain(*words)) if each in places), default=None)


def _called(column: str) -> str:
    """As the reader finds it on the page."""
    words = COLUMNS[column]
    return words.get(get_language() or "", words["en"])[0]


def _year(value: str, today: date) -> int:
    year = int(value) if WHOLE.fullmatch(value) else 0
    return _known(year if FIRST_YEAR <= year <= today.year else None, YEAR, value)


def _number(value: str) -> int | None:
    """A few are one, whatever is written of them; None is what is not told."""
    if value in UNTOLD:
        return None
    if value in NOBODY:
        return 0
    if FEW.fullmatch(value):
        return 1
    # Thousands are parted by spaces of several kinds
    digits = "".join(value.split())
    return _known(int(digits) if WHOLE.fullmatch(digits) else None, NUMBER, value)


def _known(found, words, value: str):
    if found is None:
        raise _WrongError(words % {"value": value[:LONGEST_QUOTED]})
    return found
