"""Staff are told in words why a listing stands where it does; nobody else is."""

from pathlib import Path

import pytest
from django.utils import timezone, translation

from directory.models import SearchWords, Service
from directory.reading.vocabulary import forget
from search.engines import get_engine, get_engines
from search.meaning.model import is_installed
from search.pages.explanations import explained
from search.querying.asking import query_of
from search.querying.parameters import Parameters
from tests.cast import place, walk_in
from tests.factories import ServiceAttributeFactory, TaxonomyTermFactory, UserFactory
from tests.plugins.search import SearchIndex

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["embedded", "elasticsearch"])
def site(request, settings, now):
    if request.param == "elasticsearch":
        settings.ELASTICSEARCH = request.getfixturevalue("elasticsearch_address")
    request.getfixturevalue("search_index")
    found = SearchIndex(get_engines()[-1])
    found.drain()
    assert get_engine().name == found.engine.name == request.param
    return found


@pytest.fixture
def staff(client):
    client.force_login(UserFactory(is_staff=True))


@pytest.fixture
def listings(site):
    walk_in(place("malmi"), name_fi="Perhekahvila", summary_fi="Kahvila vauvoille")
    walk_in(place("malmi"), name_fi="Kahvilassa", name_en="In the café")
    walk_in(place("malmi"), name_fi="Uimakoulu")
    site.drain()


def test_staff_read_how_each_word_was_found_and_what_it_gave(listings, staff, reader):
    page = reader("/en/search/?q=kahvila&explain=1")

    first, second = page.all(".list details")
    assert [each.get_text() for each in first.find_all("li")] == [
        "Place 1. The one with more points first, then the soonest.",
        "“kahvila”: another form of the word, in the name; 2 listings have it: 1.692 points.",
        "It has a name in the language of this page, which adds a twentieth.",
        "Together: 1.7766 points.",
    ]
    assert [each.get_text() for each in second.find_all("li")] == [
        "Place 2. The one with more points first, then the soonest.",
        "“kahvila”: the very word, in the summary, a topic, a place or a partner;"
        " 2 listings have it: 0.94 points.",
        "Together: 0.94 points.",
    ]


@pytest.mark.parametrize(
    ("sort", "order"), [("soonest", "The soonest first"), ("nearest", "The nearest first")]
)
def test_order_that_was_asked_for_is_said(listings, staff, reader, sort, order):
    page = reader(f"/en/search/?near=60.17,24.94&sort={sort}&explain=1")

    assert len(page.all(".list details")) == 3
    assert all(order in each.get_text() for each in page.all(".list details"))


def test_word_that_was_not_found_is_said(listings, staff, reader):
    page = reader("/en/search/?q=kahvila+uimakoulu&explain=1")

    assert "“uimakoulu”: not found here." in page.all(".list details")[1].get_text()


def test_index_that_is_behind_is_said(listings, staff, reader):
    Service.objects.filter(name_fi="Kahvilassa").update(name_fi="Pyöräkorjaamo")

    page = reader("/en/search/?q=kahvila&explain=1")

    assert "By its texts now it would have 0 points: the search index is behind." in page.text.replace(
        "0.00", "0"
    )


def test_listing_that_is_gone_is_said(listings, staff, reader, site):
    kept = site.search(q="kahvila")
    Service.objects.filter(name_fi="Kahvilassa").update(live=False)

    page = reader("/en/search/?q=kahvila&explain=1")

    assert kept.total == 2
    assert len(page.all(".list details")) == 1


def test_page_with_reasons_is_kept_nowhere(listings, staff, client):
    response = client.get("/en/search/?explain=1")

    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("address", ["/en/search/?q=kahvila&explain=1", "/en/search/?q=kahvila"])
def test_readers_are_told_nothing(listings, reader, address):
    page = reader(address)

    assert len(page.all(".list .card")) == 2
    assert not page.all(".list details")


def test_staff_who_do_not_ask_are_told_nothing_and_their_session_is_not_looked_at(listings, staff, client):
    response = client.get("/en/search/?q=kahvila")

    assert "Why it is here" not in response.text
    assert "Cookie" not in response.get("Vary", "")


# Where topics and the model are asked too


@pytest.fixture
def topics(settings):
    """A topic with words in Somali and Russian. The model's part is tried where there is one."""
    settings.SEARCH_WITHOUT = ("dictionary",) if is_installed() else ("dictionary", "meaning")
    theme = TaxonomyTermFactory(code="everything", name_fi="Kaikki")
    debt = TaxonomyTermFactory(code="debt", parent=theme, name_fi="Velkaneuvonta", name_en="Debt advice")
    SearchWords.objects.create(term=debt, language_code="so", words=["deyn", "lacagta oo dhammaatay"])
    SearchWords.objects.create(term=debt, language_code="ru", words=["долги"])
    forget()
    return debt


def points(line: str) -> float:
    return float(line.removesuffix(" points.").rpartition(" ")[2])


def test_listing_that_was_found_by_its_topic_says_which(topics, site, staff, reader):
    service = walk_in(place("malmi"), name_fi="Rahat loppu", summary_fi="Apua raha-asioihin")
    ServiceAttributeFactory(service=service, term=topics)
    site.drain()

    page = reader("/en/search/?q=долги&explain=1")

    (found,) = page.all(".list details")
    _place, word, by_topic, *by_meaning, together = [each.get_text() for each in found.find_all("li")]
    assert word == "“долги”: not found here."
    assert by_topic.startswith("Its topics fit the search, “Debt advice” best: ")
    assert len(by_meaning) <= 1
    parts = sum(points(line) for line in (by_topic, *by_meaning))
    assert points(together) == pytest.approx(parts, abs=0.001)


def test_words_and_topics_add_up_to_what_the_engine_gave(topics, site, staff, reader):
    service = walk_in(place("malmi"), name_fi="Velkaneuvonta", name_en="Debt advice")
    ServiceAttributeFactory(service=service, term=topics)
    walk_in(place("malmi"), name_fi="Uimakoulu")
    site.drain()

    page = reader("/en/search/?q=debt+advice&explain=1")

    lines = [each.get_text() for each in page.all(".list details")[0].find_all("li")]
    assert "search index is behind" not in " ".join(lines)
    *parts, together = [points(line) for line in lines if line.endswith(" points.")]
    assert len(parts) >= 3
    assert together == pytest.approx(1.05 * sum(parts), abs=0.001)


def test_topic_of_a_vocabulary_that_is_there_no_more_is_not_named(topics, search_index, settings):
    service = walk_in(place("malmi"), name_fi="Rahat loppu", summary_fi="Apua raha-asioihin")
    ServiceAttributeFactory(service=service, term=topics)
    search_index.drain()
    query = query_of(Parameters(q="долги"), now=timezone.now(), language="en", patience=None)
    results = search_index.engine.search(query)

    (Path(settings.SEARCH_INDEX_FOLDER) / "vocabulary" / "current").unlink()
    with translation.override("en"):
        sentences = explained(search_index.engine, query, results)[service.pk]

    assert any(each.startswith("Its topics fit the search, “?” best: ") for each in sentences)
