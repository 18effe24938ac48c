"""Counting the figures of reports in the night, and keeping them as rows: no screen counts anything."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.conf import settings
from django.db import transaction

from desk.figures import offers, readers
from desk.figures.months import first_of, month_before
from desk.figures.profiles import profiles
from desk.figures.tally import Tally
from desk.models import Figure
from directory.reading.vocabulary import vocabulary
from readership.models import PageCount
from search.models import SearchMonth

What = Figure.What
ROWS_AT_ONCE = 2_000


@dataclass
class Counted:
    """How many rows were looked at, and how many figures came of them."""

    rows: int = 0
    figures: int = 0


def is_counted(today: date) -> bool:
    return Figure.objects.filter(what=What.LISTINGS, month=first_of(today), counted_on=today).exists()


def count_figures(today: date, *, is_anew: bool = False) -> Counted:
    """Count what there is today, and what readers did this month and in the last one.

    Anew: what readers did in all months of which the searches and the pages are still kept.
    Feedback and answers go sooner than they could be counted again.
    """
    counted, by_listing, terms = Counted(), profiles(), vocabulary(settings.LANGUAGE_CODE)
    recent = [month_before(first_of(today)), first_of(today)]
    for what, tally in _of_today(by_listing, today):
        _keep(what, recent[-1], tally, today, counted)
    for month in recent:
        _keep(What.FEEDBACK, month, readers.feedback(month), today, counted)
        _keep(What.OUTCOMES, month, readers.outcomes(month), today, counted)
    for month in _months(SearchMonth) if is_anew else recent:
        for what, tally in readers.searches(month, terms).items():
            _keep(what, month, tally, today, counted)
    for month in _months(PageCount) if is_anew else recent:
        for what, tally in readers.pages_shown(month, by_listing).items():
            _keep(what, month, tally, today, counted)
    return counted


def _of_today(by_listing, today: date) -> Iterator[tuple[What, Tally]]:
    yield What.TEXTS, offers.texts(by_listing, today)
    yield What.AGES, offers.ages(by_listing, today)
    yield What.FRESHNESS, offers.fresh(by_listing, today)
    yield What.SESSIONS, offers.sessions(by_listing, today)
    yield What.PARTNERS, offers.partners()
    yield What.TRAYS, offers.trays(today)
    # Last: it says that all of the day is counted
    yield What.LISTINGS, offers.listings(by_listing, today)


def _months(model) -> list[date]:
    return list(model.objects.order_by("month").values_list("month", flat=True).distinct())


@transaction.atomic
def _keep(what: What, month: date, tally: Tally, today: date, counted: Counted) -> None:
    Figure.objects.filter(what=what, month=month).delete()
    rows = (
        Figure(
            what=what, month=month, counted_on=today, number=number,
            divided_by=cell.divided_by, **cell._asdict(),
        )
        for cell, number in tally.cells()
    )  # fmt: skip
    counted.rows += tally.rows
    while some := list(islice(rows, ROWS_AT_ONCE)):
        counted.figures += len(Figure.objects.bulk_create(some))
