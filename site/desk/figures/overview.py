"""The sum of each figure in a period and in the one before, in one short table."""

from dataclasses import dataclass

from django.db.models import Q

from desk.figures.book import read
from desk.figures.periods import Period
from desk.figures.rows import as_number
from desk.figures.subjects import SUBJECTS, Subject
from desk.figures.table import Number
from desk.figures.tally import EVERYTHING


@dataclass(frozen=True)
class Line:
    subject: Subject
    label: str
    now: Number
    before: Number


def overview(period: Period) -> list[Line]:
    """Four queries."""
    whole = Q(divided_by="")
    now, before = read(period, whole), read(period.before, whole)
    lines = []
    for subject in SUBJECTS.values():
        measure = subject.measures[0]
        numbers = [as_number(book.number(measure.what, EVERYTHING), measure) for book in (now, before)]
        lines.append(Line(subject, str(measure.label), *numbers))
    return lines
