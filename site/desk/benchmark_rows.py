"""What a city has beside its listings, to measure the desk with: searches, readers, partners, residents."""

import random
from datetime import date, timedelta

from django.utils import timezone

from desk.figures.months import first_of, month_before
from desk.residents.demo import make_residents
from directory.choices import OrganizationKind, PartnershipKind, Standing
from directory.models import Area, Organization, Partnership, Service
from directory.reading.vocabulary import vocabulary
from feedback.models import Feedback
from readership.models import PageCount
from search.models import SearchLog

DAYS, BATCH = 730, 5_000
MONTHS_READ, READ_IN = 12, ("fi", "so")
LANGUAGES = ("fi", "en", "ru", "so", "ar", "uk", "sv")
#: Of so many partners one has a partnership; of so many years residents are known
PARTNERS_OF_ONE, YEARS = 3, 10


def make_log(rows: int, *, seed: int) -> None:
    """Searches of two years, spread over all topics and areas."""
    lot, today = random.Random(seed), timezone.localdate()  # noqa: S311 - no secret
    topics = [term.code for term in vocabulary("fi").by_id.values() if not term.is_theme] or ["topic"]
    areas = ["", "", *Area.objects.values_list("slug", flat=True)]
    for first in range(0, rows, BATCH):
        SearchLog.objects.bulk_create(
            _search(lot, today, topics, areas) for _ in range(min(BATCH, rows - first))
        )


def _search(lot: random.Random, today: date, topics: list[str], areas: list[str]) -> SearchLog:
    return SearchLog(
        day=today - timedelta(days=lot.randrange(DAYS)),
        key="x",
        language_code=lot.choice(LANGUAGES),
        area=lot.choice(areas),
        topic=lot.choice(topics),
        hits=lot.randrange(12),
        next_step=lot.choice(["", "opened", "refined"]),
    )


def make_page_counts(*, seed: int) -> int:
    """A year of pages shown of all listings, in two languages."""
    lot, this_month = random.Random(seed), first_of(timezone.localdate())  # noqa: S311 - no secret
    listings = list(Service.objects.order_by("pk").values_list("pk", flat=True))
    for ago in range(MONTHS_READ):
        month = month_before(this_month, ago)
        PageCount.objects.bulk_create(
            (
                PageCount(service_id=pk, month=month, language_code=code, number=lot.randrange(1, 60))
                for pk in listings
                for code in READ_IN
            ),
            batch_size=BATCH,
        )
    return MONTHS_READ * len(READ_IN) * len(listings)


def make_waiting(number: int) -> None:
    """Things to decide about, one for each of so many listings."""
    listings = Service.objects.order_by("pk").values_list("pk", flat=True)[:number]
    Feedback.objects.bulk_create(
        Feedback(service_id=pk, kind="times", language_code="fi", words="Väärin") for pk in listings
    )


def make_partners(number: int) -> None:
    """More of them, until there are so many; each has its part of the listings, some work with the city."""
    unit = Organization.objects.filter(kind=OrganizationKind.CITY_UNIT).order_by("pk")[0]
    Organization.objects.bulk_create(
        Organization(
            slug=f"more-{each}", name_fi=f"Yhdistys {each}", kind=OrganizationKind.ASSOCIATION,
            standing=Standing.ADMITTED, vouched_by=unit, languages=["fi"],
        )
        for each in range(number - Organization.objects.count())
    )  # fmt: skip
    partners = Organization.objects.order_by("pk").exclude(pk=unit.pk)
    listings = list(Service.objects.order_by("pk").values_list("pk", flat=True))
    for place, partner in enumerate(partners):
        Service.objects.filter(pk__in=listings[place :: len(partners)]).update(organization=partner)
    Partnership.objects.bulk_create(
        Partnership(unit=unit, organization=partner, kind=PartnershipKind.COOPERATION)
        for partner in partners[::PARTNERS_OF_ONE]
    )


def make_residents_of_years(today: date) -> int:
    """After the sessions are counted: of the districts where some are."""
    return sum(make_residents(today.replace(day=1, year=today.year - ago), seed=ago) for ago in range(YEARS))
