"""Two years of pages shown and of figures that never were, for the demo: the same each time."""

import random
from collections.abc import Iterator
from datetime import date

from desk.figures.book import AT_THE_END, single_cells
from desk.figures.counting import count_figures
from desk.figures.months import first_of, month_before
from desk.models import Figure, Residents
from desk.residents.demo import make_residents
from directory.models import Service
from readership.models import PageCount
from search.logbook.demo import LANGUAGES, SEASON
from trays.choices import Answer
from trays.models import Outcome

What = Figure.What
MONTHS = 24
#: Views of an average page in a month, by all its readers
VIEWS = 40
ROWS_AT_ONCE = 2_000
#: How it went at services that people were sent to, in a month
ANSWERS = {Answer.CAME: 22, Answer.FULL: 7, Answer.NOT_SUITABLE: 3}


def make_figures(today: date, *, seed: int = 1) -> int:
    """In tables that are empty; searches are made by `demo_searches` before. Returns how many figures."""
    lot = random.Random(seed)  # noqa: S311 - no secret
    PageCount.objects.bulk_create(_page_counts(today, lot), batch_size=ROWS_AT_ONCE)
    Outcome.objects.bulk_create(_outcomes(today, lot), batch_size=ROWS_AT_ONCE)
    counted = count_figures(today, is_anew=True).figures
    past = list(_past(today))
    Figure.objects.bulk_create(past, batch_size=ROWS_AT_ONCE)
    if not Residents.objects.exists():
        make_residents(today, seed=seed)
    return counted + len(past)


def _page_counts(today: date, lot: random.Random) -> Iterator[PageCount]:
    """Some pages are read much, most a little; more from year to year, and by the season."""
    for pk in Service.objects.public(today).order_by("pk").values_list("pk", flat=True):
        liking = lot.choice([0.2, 0.5, 0.5, 1, 1, 1, 2, 4])
        for ago in range(MONTHS):
            month = month_before(first_of(today), ago)
            whole = VIEWS * liking * SEASON[month.month - 1] / 10 * _growth(ago)
            for code, hundredths in LANGUAGES.items():
                if number := round(whole * hundredths / 100 * lot.uniform(0.5, 1.5)):
                    yield PageCount(service_id=pk, language_code=code, month=month, number=number)


def _outcomes(today: date, lot: random.Random) -> Iterator[Outcome]:
    listings = list(Service.objects.public(today).order_by("pk").values_list("pk", flat=True)[:20])
    for month in (month_before(first_of(today), ago) for ago in range(2) if listings):
        for answer, number in ANSWERS.items():
            for _each in range(number):
                yield Outcome(service_id=lot.choice(listings), answer=answer, month=month)


def _past(today: date) -> Iterator[Figure]:
    """What there was in earlier months: less and less of what there is today."""
    there = list(Figure.objects.filter(single_cells(), month=first_of(today), what__in=AT_THE_END))
    for ago in range(1, MONTHS):
        month = month_before(first_of(today), ago)
        for row in there:
            if number := round(row.number * _growth(ago)):
                yield Figure(
                    what=row.what, month=month, counted_on=today, number=number, divided_by=row.divided_by,
                    language_code=row.language_code, area=row.area, theme=row.theme, detail=row.detail,
                )  # fmt: skip


def _growth(ago: int) -> float:
    """Of what there is now, so many months ago: two years ago it was half as much."""
    return (2 * MONTHS - ago) / (2 * MONTHS)
