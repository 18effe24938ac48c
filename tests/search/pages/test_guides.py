"""Articles and theme paths beside the listings: found by whoever registered, never in place of a listing."""

import logging

import pytest

from directory.reading.texts import Text
from directory.reading.vocabulary import forget
from search.pages import guides
from search.pages.guides import Guide, find_guides, register
from tests.cast import place, walk_in
from tests.factories import TaxonomyTermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(now, search_index, monkeypatch):
    monkeypatch.setattr(guides, "_finders", [])
    return search_index


def guide(number: int = 1, title: str = "Vauvasta vanhemmuuteen", language: str = "fi") -> Guide:
    return Guide(Text(title, language), f"/guides/{number}/", Text("Lue ensin tämä.", "fi"))


def test_guide_stands_after_the_third_card(reader, site):
    for _ in range(4):
        walk_in(place("malmi"), name_fi="Perhekahvila")
    site.drain()
    register(lambda *_asked: [guide()])

    page = reader("/fi/search/?q=perhekahvila")

    items = page.all(".list > li")
    assert [bool(item.select("aside")) for item in items] == [False, False, False, True, False]
    assert page.href("Vauvasta vanhemmuuteen") == "/guides/1/"
    assert "Lue ensin tämä." in page.texts("aside.panel")[0]


@pytest.mark.parametrize("listings", [0, 2])
def test_guide_is_there_with_few_listings_or_none(reader, site, listings):
    for _ in range(listings):
        walk_in(place("malmi"), name_fi="Perhekahvila")
    site.drain()
    register(lambda *_asked: [guide()])

    assert len(reader("/fi/search/?q=perhekahvila").all("aside.panel")) == 1


def test_guide_in_another_language_is_marked(reader, site):
    site.drain()
    register(lambda *_asked: [guide()])

    (title,) = reader("/ar/search/?q=x").all('aside.panel a [lang="fi"]')

    assert title["dir"] == "ltr"


def test_finder_is_told_what_was_typed_the_language_and_the_themes(reader, site):
    school = TaxonomyTermFactory(code="school")
    TaxonomyTermFactory(code="homework", parent=school)
    forget()
    site.drain()
    asked = []
    register(lambda *question: asked.append(question) or [])

    reader("/so/search/?q=guri&topic=homework&theme=school")

    assert asked == [("guri", "so", ("school",))]


@pytest.mark.parametrize("address", ["/fi/search/", "/fi/search/?spoken=so"])
def test_nobody_is_asked_where_nothing_was_asked_for(reader, site, address):
    site.drain()
    register(lambda *_asked: [guide()])

    assert reader(address).all("aside.panel") == []


def test_guides_stand_on_the_first_page_alone(reader, site):
    for _ in range(21):
        walk_in(place("malmi"), name_fi="Perhekahvila")
    site.drain()
    register(lambda *_asked: [guide()])

    assert reader("/fi/search/?q=perhekahvila&page=2").all("aside.panel") == []


def test_finder_that_fails_is_logged_and_the_listings_stay(reader, site, caplog):
    walk_in(place("malmi"), name_fi="Perhekahvila")
    site.drain()

    @register
    def broken(*_asked):
        raise ValueError("no pages")

    register(lambda *_asked: [guide()])
    with caplog.at_level(logging.ERROR):
        page = reader("/fi/search/?q=perhekahvila")

    assert page.texts(".card__name") == ["Perhekahvila"]
    assert len(page.all("aside.panel a")) == 1
    assert "no pages" in caplog.text


def test_three_guides_are_enough_and_none_comes_twice():
    register(lambda *_asked: [guide(number) for number in (1, 2)])
    register(lambda *_asked: [guide(number) for number in (2, 3, 4)])

    found = find_guides("", "fi", ("school",))

    assert [each.url for each in found] == ["/guides/1/", "/guides/2/", "/guides/3/"]


def test_finder_registered_twice_is_asked_once():
    asked = []

    def find(*question):
        asked.append(question)
        return []

    register(find)
    register(find)

    find_guides("x", "fi", ())

    assert len(asked) == 1
