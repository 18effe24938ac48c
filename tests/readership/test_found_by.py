"""Partners learn by which words their listings are found: words of the vocabulary, said on several days."""

from datetime import date, datetime
from io import StringIO
from urllib.parse import quote

import pytest
import time_machine
from django.core.management import call_command

from directory.dates.times import HELSINKI
from readership import finding
from readership.models import FoundBy
from readership.reading import words_in_month
from tests.factories import ServiceFactory, TaxonomyTermFactory

MARCH = date(2026, 3, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    TaxonomyTermFactory(name_fi="Läksyapu", name_so="Caawinta casharka")
    # What pages of other tests left waiting is read with the terms of this one, which are then kept
    finding.write()
    with time_machine.travel(datetime(2026, 3, 11, 13, tzinfo=HELSINKI), tick=False) as traveller:
        yield traveller
    finding.write()


@pytest.fixture
def listing():
    return ServiceFactory(slug="kerho", name_fi="Läksykerho")


@pytest.fixture
def find(reader, listing, clock):
    """A reader opens the listing from the results for words, so many times on a day of March."""

    def come(words: str, times: int = 1, *, day: int = 11, agent: str = "Mozilla/5.0 (Android)") -> None:
        clock.move_to(datetime(2026, 3, day, 13, tzinfo=HELSINKI))
        came_from = {"user-agent": agent, "referer": f"http://testserver/fi/search/?q={quote(words)}"}
        for _ in range(times):
            reader("/fi/services/kerho/", **came_from)

    return come


def counted() -> list[tuple]:
    finding.write()
    columns = ("language_code", "word", "month", "number", "days")
    return list(FoundBy.objects.order_by("word").values_list(*columns))


def shown(listing) -> list[tuple[str, str]]:
    finding.write()
    return [(word.text.value, word.number) for word in words_in_month([listing], MARCH).get(listing.pk, ())]


def test_words_are_counted_by_language_and_month_with_the_days_on_which_they_came(find):
    find("läksyapu", 2, day=9)
    counted()
    find("läksyapu", day=9)
    find("läksyapu", day=11)

    assert counted() == [("fi", "läksyapu", MARCH, 4, 2)]


@pytest.mark.parametrize("words", ["Amina Ali", "0401234567", "amina@example.org", "Aminan läksyapu"])
def test_nothing_that_may_be_a_persons_is_counted(find, words):
    find(words)

    assert counted() == []


def test_partner_is_shown_a_word_that_came_on_three_days(find, listing):
    find("läksyapu", 20, day=9)
    find("läksyapu", 20, day=10)
    on_two_days = shown(listing)
    find("läksyapu", 1, day=11)

    assert (on_two_days, shown(listing)) == ([], [("läksyapu", "41")])


def test_small_number_is_not_told(find, listing):
    for day in (9, 10, 11):
        find("läksyapu", day=day)

    assert shown(listing) == [("läksyapu", "< 5")]


def test_words_written_a_day_late_by_another_process_add_no_day(find):
    find("läksyapu", day=11)
    counted()
    find("läksyapu", day=10)

    assert counted() == [("fi", "läksyapu", MARCH, 2, 1)]


def test_program_and_page_opened_from_elsewhere_count_nothing(find, reader):
    find("läksyapu", agent="Googlebot/2.1")
    for referer in ("https://evil.example.org/fi/search/?q=laksyapu", "http://testserver/fi/", ""):
        reader("/fi/services/kerho/", **{"user-agent": "Mozilla/5.0", "referer": referer})

    assert counted() == []


def test_nothing_is_counted_where_no_search_is_kept(find, settings):
    settings.SEARCH_LOG = False
    find("läksyapu")

    assert counted() == []


def test_listing_that_is_gone_meanwhile_is_left_out(find, listing):
    find("läksyapu")
    listing.delete()

    assert counted() == []


def test_old_words_go(find, listing):
    find("läksyapu")
    counted()
    with time_machine.travel(datetime(2029, 1, 1, tzinfo=HELSINKI), tick=False):
        call_command("run_daily", stdout=StringIO())

    assert not FoundBy.objects.exists()
