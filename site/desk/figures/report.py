"""All figures of a period, for grants and steering groups: on paper, in a mail, as a file."""

from dataclasses import dataclass
from datetime import date

from desk.figures.asked import Asked
from desk.figures.book import by_month, latest_count, read, single_cells
from desk.figures.periods import Period
from desk.figures.section import Section, section_of
from desk.figures.subjects import SUBJECTS, By
from desk.figures.table import Table
from desk.figures.tally import EVERYTHING
from desk.figures.trends import trend
from desk.residents.beside import Beside, beside

#: Which figures, divided by what, and whether with their trend
PARTS = (
    ("searches", By.THEME, True),
    ("searches", By.AREA, False),
    ("sessions", By.LANGUAGE, False),
    ("listings", By.LANGUAGE, True),
    ("listings", By.AREA, False),
    ("listings", By.THEME, False),
    ("listings", By.AGE, False),
    ("reach", By.LANGUAGE, True),
    ("reach", By.AREA, False),
    ("reach", By.THEME, False),
    ("reach", By.PARTNER, False),
    ("freshness", By.STAGE, False),
    ("partners", By.PARTNER_KIND, False),
    ("trays", By.LANGUAGE, False),
    ("outcomes", By.ANSWER, False),
    ("feedback", By.FEEDBACK_KIND, False),
)
MOST_ROWS = 20


@dataclass(frozen=True)
class Report:
    """`counted` is the month of the last count of listings; nothing, if there is none in the period."""

    period: Period
    counted: date | None
    sections: tuple[Section, ...]
    residents: Beside

    @property
    def tables(self) -> list[Table]:
        return [each.table for each in (*self.sections, self.residents)]


def report(period: Period, today: date, *, most_rows: int = MOST_ROWS) -> Report:
    """Ten queries, whatever is in it."""
    cells, months = single_cells(), period.trend(today)
    books = read(period, cells), read(period.before, cells)
    whats = {
        measure.what for code, _by, has_trend in PARTS if has_trend for measure in SUBJECTS[code].measures
    }
    numbers = by_month(months, EVERYTHING, whats)
    sections = []
    for code, by, has_trend in PARTS:
        subject = SUBJECTS[code]
        own = {key: number for key, number in numbers.items() if key[0] in [m.what for m in subject.measures]}
        found = trend(subject, months, own) if has_trend else None
        sections.append(section_of(Asked(subject, by, period), books, found, most_rows))
    residents = beside(period, most_rows=most_rows)
    return Report(period, latest_count(period), tuple(sections), residents)
