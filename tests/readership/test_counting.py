"""How often a listing's page is shown is counted, in memory while a request lasts, and nobody is followed."""

from datetime import date, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from directory.dates.times import HELSINKI
from readership import counting
from readership.models import PageCount
from readership.reading import rows_of
from tests.factories import ServiceFactory, UserFactory

MARCH = date(2026, 3, 1)


@pytest.fixture(autouse=True)
def clock(db):
    counting.write()
    with time_machine.travel(datetime(2026, 3, 11, 13, tzinfo=HELSINKI), tick=False) as traveller:
        yield traveller
    counting.write()


@pytest.fixture
def listing():
    return ServiceFactory(slug="kahvila", name_fi="Perhekahvila")


@pytest.fixture
def look(reader):
    """A reader with a browser looks at a page so many times."""

    def at(address: str, times: int = 1, agent: str = "Mozilla/5.0 (Android)") -> None:
        for _ in range(times):
            reader(address, **{"user-agent": agent})

    return at


def numbers() -> list[tuple]:
    counting.write()
    return list(PageCount.objects.order_by("language_code").values_list("language_code", "month", "number"))


def test_pages_are_counted_by_listing_language_and_month(look, listing, clock):
    look("/so/services/kahvila/", 3)
    look("/fi/services/kahvila/")
    assert numbers() == [("fi", MARCH, 1), ("so", MARCH, 3)]

    look("/so/services/kahvila/")
    clock.move_to(datetime(2026, 4, 1, 0, 1, tzinfo=HELSINKI))
    look("/fi/services/kahvila/")

    assert numbers() == [("fi", MARCH, 1), ("fi", date(2026, 4, 1), 1), ("so", MARCH, 4)]


def test_looking_writes_nothing_in_the_request(look, listing, django_assert_num_queries, client):
    look("/fi/services/kahvila/")

    assert not PageCount.objects.exists()


@pytest.mark.parametrize("agent", ["Googlebot/2.1", "curl/8", "", "WhatsApp preview"])
def test_programs_are_not_counted(look, listing, agent):
    look("/fi/services/kahvila/", agent=agent)

    assert numbers() == []


def test_who_is_signed_in_is_not_counted(look, listing, client):
    client.force_login(UserFactory())

    look("/fi/services/kahvila/")

    assert numbers() == []


def test_head_and_missing_pages_are_not_counted(client, listing):
    client.head("/fi/services/kahvila/", headers={"user-agent": "Mozilla"})
    client.get("/fi/services/none/", headers={"user-agent": "Mozilla"})

    assert numbers() == []


def test_listing_that_was_deleted_meanwhile_keeps_no_other_from_being_counted(look, listing):
    gone = ServiceFactory(slug="poistuva")
    look("/fi/services/poistuva/")
    look("/fi/services/kahvila/")
    gone.delete()

    assert numbers() == [("fi", MARCH, 1)]


@pytest.mark.parametrize(("number", "words"), [(1, "< 5"), (4, "< 5"), (5, "5"), (12, "12")])
def test_small_numbers_stay_unknown(listing, number, words):
    PageCount.objects.create(service=listing, language_code="so", month=MARCH, number=number)

    (row,) = rows_of(listing.organization, MARCH, "fi")

    assert row.numbers == (("somali", words),)


def test_numbers_are_those_of_ones_own_listings(listing):
    PageCount.objects.create(service=ServiceFactory(), language_code="so", month=MARCH, number=9)

    assert rows_of(listing.organization, MARCH, "fi") == []


def test_old_numbers_are_deleted(listing, clock):
    for month in (date(2024, 1, 1), MARCH):
        PageCount.objects.create(service=listing, language_code="so", month=month, number=9)

    clock.move_to(timezone.now() + timedelta(days=1))
    call_command("run_daily", stdout=StringIO())

    assert PageCount.objects.get().month == MARCH
