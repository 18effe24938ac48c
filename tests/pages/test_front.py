"""The front page: a question, themes, and what one can walk into today."""

import pytest

from config.languages import LANGUAGES
from directory.models import Service
from directory.reading.vocabulary import forget
from tests.cast import DAY, TODAY, place, walk_in
from tests.factories import TaxonomyTermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(now, search_index):
    return search_index


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_page_names_its_language_and_direction(reader, language):
    page = reader(f"/{language.code}/")

    (html,) = page.all("html")
    assert (html["lang"], html["dir"]) == (language.html_lang, language.direction)
    assert page.texts('.langs__link[aria-current="true"]') == [language.name]


def test_address_without_a_language_leads_to_the_readers(reader):
    page = reader("/", status=302, accept_language="so, fi;q=0.5")

    assert page.response["Location"] == "/so/"
    assert "Accept-Language" in page.response["Vary"]


def test_theme_leads_to_its_listings_in_the_readers_words(reader):
    TaxonomyTermFactory(code="babies", name_fi="Vauvat", name_so="Dhallaanka")

    page = reader("/so/")

    assert page.href("Dhallaanka") == "/so/search/?theme=babies"


def test_theme_without_a_name_in_the_readers_language_is_still_there(reader):
    TaxonomyTermFactory(code="babies", name_fi="Vauvat")

    assert reader("/so/").href("Vauvat") == "/so/search/?theme=babies"


def test_what_can_be_walked_into_today_is_listed_with_its_hours(reader, site):
    walk_in(place("malmi", name_fi="Malmin talo"), name_fi="Perhekahvila", opens=14)
    walk_in(place("malmi"), name_fi="Huominen", date=TODAY + DAY)
    walk_in(place("malmi"), name_fi="Ohi jo", opens=9)
    walk_in(place("malmi"), name_fi="Varattava", entry="appointment")
    site.drain()

    page = reader("/fi/")

    assert page.texts(".soon__name") == ["Perhekahvila"]
    assert page.texts(".soon__time") == ["14–16"]
    assert "Malmin talo" in page.texts(".soon__where")[0]


def test_sessions_in_the_readers_language_come_before_sooner_ones(reader, site):
    for number in range(4):
        walk_in(place("malmi"), name_fi=f"Suomeksi {number}", opens=14)
    walk_in(place("malmi"), name_fi="Somaliksi", opens=17, languages=["so"])
    site.drain()

    names = reader("/so/").texts(".soon__name")

    assert len(names) == 4
    assert names[0] == "Somaliksi"


def test_all_today_leads_to_as_many_as_it_says(reader, site):
    for _ in range(6):
        walk_in(place("malmi"))
    site.drain()
    page = reader("/en/")

    results = reader(page.href("All today: 6"))

    assert results.texts("[data-total]") == ["6 services"]


def test_listing_withdrawn_a_moment_ago_is_not_on_the_page(reader, site):
    listing = walk_in(place("malmi"), name_fi="Perhekahvila")
    site.drain()

    Service.objects.filter(pk=listing.pk).update(live=False)

    assert "Perhekahvila" not in reader("/fi/").text


def test_page_works_before_there_is_an_index(reader):
    page = reader("/en/")

    assert "Nothing more is open without appointment today." in page.text
    assert page.href("See the next ones") == "/en/search/?entry=walk_in&sort=soonest"


def test_page_leads_to_the_same_page_in_every_language(reader):
    links = reader("/so/").all(".langs__link")

    assert [link["href"] for link in links] == [f"/{language.code}/" for language in LANGUAGES]
    assert {link["hreflang"]: link["dir"] for link in links}["ckb"] == "rtl"


def test_example_searches_are_topics_that_exist(reader):
    TaxonomyTermFactory(code="language-cafe", name_fi="Kielikahvila")
    forget()

    assert reader("/fi/").texts(".tries a") == ["Kielikahvila"]
