"""What surrounds every page: the languages on top, the links at the foot, a quick way out."""

import re

import pytest

from config import footer
from config.languages import LANGUAGES
from directory.models import Service, TaxonomyTerm
from directory.reading.vocabulary import forget
from tests.cast import walk_in
from tests.factories import ServiceAttributeFactory, TaxonomyTermFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

EXIT = "a[data-exit]"


@pytest.fixture
def listing(search_index) -> Service:
    listing = walk_in(slug="turva")
    theme = TaxonomyTermFactory(code="safety")
    topic = TaxonomyTermFactory(code="shelter", parent=theme, is_sensitive=True)
    ServiceAttributeFactory(service=listing, term=topic)
    forget()
    search_index.drain()
    return listing


def test_front_page_shows_all_languages_at_once(reader, search_index):
    page = reader("/so/")

    assert len(page.all(".langs__link")) == len(LANGUAGES)
    assert page.all(".langs--row, .langs details") == []


def test_inner_page_holds_all_languages_in_a_row_that_unfolds(reader):
    page = reader("/so/help/")

    assert [link["href"] for link in page.all(".langs--row .langs__link")] == [
        f"/{language.code}/help/" for language in LANGUAGES
    ]
    assert page.texts(".langs__now") == ["Soomaali"]
    assert page.texts(".langs summary")[0].endswith(str(len(LANGUAGES)))


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("q=perhe&free=1", "q=perhe&free=1"),
        ("q=" + "%C3%A4" * 30_000, "q=" + "%C3%A4" * 200),
        ("page=" + "9" * 5_000, "page=" + "9" * 200),
        ("&".join(f"spoken=l{n}" for n in range(5_000)), None),
    ],
    ids=["short", "long word", "long number", "many values"],
)
def test_links_to_other_languages_carry_the_search_but_never_a_long_one(reader, search_index, query, kept):
    search_index.drain()

    page = reader(f"/so/search/?{query}")

    (link,) = page.all('.langs__link[lang="fi"]')
    asked = link["href"].removeprefix("/fi/search/?")
    assert query.startswith(asked) if kept is None else asked == kept
    assert 0 < len(asked) <= 2_000
    assert len(page.response.content) < 100_000


def test_links_of_a_long_address_lead_to_the_front_page(reader):
    page = reader(f"/so/services/{'a' * 5_000}/", status=404)

    assert page.all('.langs__link[lang="fi"]')[0]["href"] == "/fi/"
    assert len(page.response.content) < 50_000


def test_foot_leads_to_the_pages_that_there_are(reader, monkeypatch):
    monkeypatch.setattr(footer, "ROUTES", {"help": "Help", "nowhere": "Nowhere", "search": "Search"})

    page = reader("/so/help/")

    links = [(link["href"], link.get_text()) for link in page.all(".site-footer nav a")]
    assert links == [("/so/help/", "Help"), ("/so/search/", "Search")]


def test_site_without_such_pages_has_no_links_at_its_foot(reader, monkeypatch):
    monkeypatch.setattr(footer, "ROUTES", {"nowhere": "Nowhere"})

    assert reader("/so/help/").all(".site-footer nav") == []


@pytest.mark.parametrize("query", ["topic=shelter", "topic=shelter&topic=x", "q=apua&topic=shelter"])
def test_search_for_a_sensitive_topic_can_be_left_at_once(reader, listing, query):
    assert len(reader(f"/so/search/?{query}").all(EXIT)) == 1


@pytest.mark.parametrize("query", ["topic=shelter", "q=perheväkivalta"])
def test_window_does_not_tell_of_a_search_that_is_sensitive(reader, listing, query):
    (title,) = reader(f"/fi/search/?{query}").texts("title")

    assert re.fullmatch(r"\d+ palvelua? – Tarjotin", title)


def test_other_pages_have_no_quick_exit(reader, search_index, listing):
    cafe = walk_in(slug="kahvila")
    ServiceAttributeFactory(service=cafe, term=TaxonomyTerm.objects.get(code="safety"))
    search_index.drain()

    pages = ("/so/", "/so/search/", "/so/search/?theme=safety", "/so/services/kahvila/")

    assert [address for address in pages if reader(address).all(EXIT)] == []


def test_front_page_and_a_language_say_what_they_vary_by(reader):
    assert "Accept-Language" in reader("/", status=302, accept_language="so").response["Vary"]
    assert "Accept-Language" not in reader("/so/help/").response["Vary"]
