"""Searches are noted without a person, written once a minute, and followed by what the next page tells."""

from datetime import date

import pytest
from django.db import DatabaseError

from search.logbook import noting, writing
from search.models import SearchLog
from tests.cast import place, walk_in
from tests.factories import TaxonomyTermFactory

pytestmark = pytest.mark.django_db

BROWSER = {"HTTP_USER_AGENT": "Mozilla/5.0 (Android)"}


@pytest.fixture(autouse=True)
def site(now, search_index, client, monkeypatch):
    """A listing in Malmi that is found, and nothing noted before."""
    noting.waiting.clear()
    TaxonomyTermFactory(code="homework-help", name_fi="Läksyapu")
    listing = walk_in(place("malmi"), slug="kerho", name_fi="Läksykerho", name_so="Koox")
    search_index.drain()
    client.defaults |= BROWSER
    yield listing
    noting.waiting.clear()


def logged(*columns: str) -> list:
    writing.write()
    return list(SearchLog.objects.order_by("pk").values_list(*columns))


def came_from(address: str) -> dict[str, str]:
    return {"HTTP_REFERER": f"http://testserver{address}"}


def test_search_is_noted_with_its_day_language_area_filters_and_hits(client):
    client.get("/so/search/?q=l%C3%A4ksykerho&area=malmi&entry=walk_in&when=today&age=7")

    assert logged("day", "language_code", "area", "filters", "hits", "next_step") == [
        (date(2026, 3, 11), "so", "malmi", ["entry=walk_in", "when=today", "age=1"], 1, "")
    ]


def test_nothing_of_the_person_is_anywhere_in_the_row(client):
    client.get(
        "/fi/search/?q=amina+ali+0401234567&area=amina&spoken=amina-ali&organization=amina&whom=amina&topic=amina",
        HTTP_X_FORWARDED_FOR="203.0.113.7",
    )

    (row,) = logged()
    assert not any(secret in str(row).lower() for secret in ("amina", "ali", "0401", "203.0", "127.0"))


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/fi/search/", {}),
        ("/fi/search/?page=2&q=kerho", {}),
        ("/fi/search/?on_map=1&q=kerho", {}),
        ("/fi/search/?q=kerho", {"HTTP_USER_AGENT": "Googlebot"}),
        ("/fi/search/?q=kerho", {"HTTP_COOKIE": "sessionid=x"}),
        ("/fi/search/suggestions/?q=kerho", {}),
    ],
)
def test_what_is_no_search_of_a_reader_is_not_noted(client, address, headers):
    client.get(address, **headers)

    assert logged("pk") == []


def test_search_that_is_switched_off_is_not_noted(client, settings):
    settings.SEARCH_LOG = False

    client.get("/fi/search/?q=kerho")

    assert logged("pk") == []


@pytest.mark.parametrize(
    ("then", "step"),
    [
        ("/fi/services/kerho/", "opened"),
        ("/fi/help/", "help"),
        ("/fi/search/?q=kerho&area=malmi", "refined"),
        ("/fi/search/?q=kerho", ""),
        ("/fi/search/?q=kerho&page=2", ""),
        ("/fi/organizations/", ""),
    ],
)
def test_what_came_next_is_told_by_the_page_that_is_opened_from_the_results(client, then, step):
    client.get("/fi/search/?q=kerho")
    client.get(then, **came_from("/fi/search/?q=kerho"))

    assert logged("next_step")[0] == (step,)


@pytest.mark.parametrize(
    "referer",
    [
        "http://elsewhere.example.org/fi/search/?q=kerho",
        "http://testserver/fi/",
        "http://[x",
        "",
        "/fi/search/?q=kerho",
    ],
)
def test_page_of_another_site_tells_nothing(client, referer):
    client.get("/fi/search/?q=kerho")
    client.get("/fi/services/kerho/", HTTP_REFERER=referer)

    assert logged("next_step") == [("",)]


def test_step_waits_for_the_search_of_another_process_and_is_given_up_after_a_while(client):
    client.get("/fi/services/kerho/", **came_from("/fi/search/?q=kerho"))
    writing.write()
    client.get("/fi/search/?q=kerho")
    assert logged("next_step") == [("opened",)]

    client.get("/fi/services/kerho/", **came_from("/fi/search/?q=never"))
    for _ in range(writing.MOST_TRIES + 1):
        writing.write()
    assert not noting.waiting


def test_search_asks_the_database_no_more_for_being_noted(client, django_assert_max_num_queries):
    client.get("/fi/search/?q=kerho")

    with django_assert_max_num_queries(6):
        client.get("/fi/search/?q=kerho", **came_from("/fi/search/?q=apua"))

    assert len(noting.waiting) == 3


def test_nothing_is_lost_while_the_database_is_away(client, monkeypatch):
    client.get("/fi/search/?q=kerho")

    def away(*_args, **_kwargs):
        raise DatabaseError

    with monkeypatch.context() as broken:
        broken.setattr(SearchLog.objects, "bulk_create", away)
        with pytest.raises(DatabaseError):
            writing.write()

    assert len(logged("pk")) == 1
