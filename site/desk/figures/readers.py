"""Counting what readers did in a month: searches, pages shown, feedback, how it went at services."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from django.db.models import Case, Count, F, Value, When
from django.utils import timezone

from desk.figures.months import month_before
from desk.figures.profiles import NONE, ROWS_AT_ONCE, Profile, districts_by_slug
from desk.figures.tally import Tally
from desk.models import Figure
from directory.reading.vocabulary import Vocabulary
from feedback.models import Feedback
from readership.models import PageCount
from search.logbook.days import FEWEST, counted_as
from search.models import SearchMonth
from trays.models import Outcome

What = Figure.What
#: The area of a search that named none, and the theme of one that was about none: "" stands for all
NONE_NAMED = "-"


def searches(month: date, terms: Vocabulary) -> dict[What, Tally]:
    """From the numbers of the month that may be shown."""
    tallies = {What.SEARCHES: Tally(), What.FEW: Tally(), What.GAVE_UP: Tally()}
    districts = districts_by_slug()
    rows = SearchMonth.objects.filter(month=month).values_list(
        "language_code", "area", "topic", "shown_searches", "shown_few", "shown_gave_up"
    )
    for language, area, topic, *numbers in rows.iterator(chunk_size=ROWS_AT_ONCE):
        term = terms.topic(topic)
        where = (districts.get(area, NONE_NAMED),)
        about = (term.theme if term else NONE_NAMED,)
        for tally, number in zip(tallies.values(), numbers, strict=True):
            if number:
                tally.add(number, languages=(language,), areas=where, themes=about)
    return tallies


def pages_shown(month: date, by_listing: Mapping[int, Profile]) -> dict[What, Tally]:
    """A number under five of one page in one language counts as one, as partners read it."""
    whole, of_partner = Tally(), Tally()
    counted = Case(When(number__gte=FEWEST, then=F("number")), default=Value(1))
    rows = PageCount.objects.filter(month=month, number__gt=0).values_list(
        "service_id", "service__organization_id", "language_code", counted
    )
    for service, organization, language, number in rows.iterator(chunk_size=ROWS_AT_ONCE):
        profile = by_listing.get(service, NONE)
        whole.add(number, languages=(language,), areas=profile.areas, themes=profile.themes)
        of_partner.add(number, details=(str(organization),))
    return {What.SHOWN: whole, What.SHOWN_OF_PARTNER: of_partner}


def feedback(month: date) -> Tally:
    first, after = _moments(month)
    found = Feedback.objects.filter(created_at__gte=first, created_at__lt=after)
    return _by_detail(found.order_by().values_list("kind").annotate(Count("pk")))


def outcomes(month: date) -> Tally:
    found = Outcome.objects.filter(month=month)
    return _by_detail(found.order_by().values_list("answer").annotate(Count("pk")))


def _by_detail(numbers: Iterator[tuple[str, int]]) -> Tally:
    tally = Tally()
    for detail, number in numbers:
        tally.add(counted_as(number), details=(detail,))
    return tally


def _moments(month: date) -> tuple[datetime, datetime]:
    """When a month begins, and when the next one does."""
    days = (month, month_before(month, -1))
    first, after = (timezone.make_aware(datetime(day.year, day.month, 1)) for day in days)
    return first, after
