"""What is not public is in nothing that the site says: each secret of the world has a word of its own."""

import json
import re

import pytest
import tantivy
from django.utils import timezone

from directory.models import FormerAddress, Service
from search.engines import get_engine
from search.querying.facets import ANYWHERE
from search.querying.parameters import Parameters
from search.querying.queries import build
from search.querying.results import Results
from tests.isolation.asking import Asker
from tests.isolation.reading import LANGUAGES, read_everything, text_of
from tests.isolation.words import PUBLIC, SECRET, invented, word_of

pytestmark = pytest.mark.django_db

#: Known to the index already, which looks at the first day
INDEXED_BEFORE_SEEN = "listing that begins later"
NEVER_WRITTEN = invented("a word that nobody has written")


@pytest.fixture(scope="module")
def said(world):
    return read_everything()


@pytest.fixture
def visitor(world):
    return Asker()


@pytest.mark.parametrize("place", SECRET)
def test_secret_is_said_nowhere(place, said):
    assert said.where(word_of(place)) == []


@pytest.mark.parametrize("place", PUBLIC)
def test_public_word_is_said_in_every_language(place, said):
    addresses = said.where(word_of(place))

    assert {address.split("/")[1] for address in addresses} >= set(LANGUAGES)


def test_public_listing_is_said_in_every_way(said, world):
    address = f"services/{world.live.slug}/"
    ways = (address, "search/", "search/suggestions/?q=ni", f"places/{world.place.slug}/", "today/")

    found = said.where(word_of("live listing"))

    assert {f"/fi/{way}" for way in ways} | {"/sitemap-services.xml"} <= set(found)


def test_log_has_a_line_for_each_page_and_says_not_even_what_is_public(said):
    assert [line for line in said.log if "services/<slug:slug>/ 200" in line]
    assert [line for line in said.log if " 404 in " in line]
    assert [place for place in PUBLIC if "log" in said.where(word_of(place))] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", ["search/?q={}", "search/suggestions/?q={}", "today/?q={}"])
def test_search_for_a_secret_is_like_one_for_a_word_that_nobody_wrote(way, language, visitor):
    def answer(word: str) -> str:
        return text_of(visitor.ask(f"/{language}/{way.format(word)}").response).replace(word, "…")

    nothing = answer(NEVER_WRITTEN)

    assert [place for place in SECRET if answer(word_of(place)) != nothing] == []
    if "today" not in way:
        assert answer(word_of("live listing")) != nothing


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_secret_is_suggested_for_a_word_with_a_slip(language, visitor):
    def suggested(word: str) -> str:
        return visitor.ask(f"/{language}/search/suggestions/?q={word[:3]}{word[4:9]}").response.text

    assert [place for place in SECRET if suggested(word_of(place)).strip()] == []
    for public in ("live listing", "organisation", "place"):
        assert word_of(public) in suggested(word_of(public))


@pytest.mark.parametrize(
    ("typed", "is_suggested"), [("Sali", True), ("Turvap", False), ("Turvpaikka", False)]
)
def test_place_is_suggested_unless_its_address_is_hidden(typed, is_suggested, visitor):
    answer = visitor.ask(f"/fi/search/suggestions/?q={typed}").response.text

    assert ("?location=" in answer) is is_suggested
    assert "Turvapaikka" not in answer


def test_address_of_what_is_not_public_is_like_one_that_never_was(visitor, world):
    FormerAddress.objects.remember("former", world.withdrawn)
    out_of_time = [word_of(f"listing that {what}") for what in ("is over", "expired", "begins later")]
    hidden = {
        "services": (world.draft.slug, world.withdrawn.slug, "former", *out_of_time),
        "organizations": (world.suspended.slug,),
        "networks": (world.private_network.slug,),
        "guides": (world.draft_page.slug, word_of("page taken back")),
    }

    def answer(folder: str, slug: str) -> str:
        response = visitor.ask(f"/fi/{folder}/{slug}/").response
        assert response.status_code == 404
        return text_of(response).replace(slug, "…")

    for folder, slugs in hidden.items():
        nothing = re.sub(r"\d+", "0", answer(folder, NEVER_WRITTEN))
        for slug in slugs:
            assert re.sub(r"\d+", "0", answer(folder, slug)) == nothing, (folder, slug)


@pytest.mark.parametrize(
    ("condition", "is_told"),
    [
        ("area=malmi", True),
        ("area=kallio", False),
        ("postal_code=00700", True),
        ("postal_code=00999", False),
    ],
)
def test_hidden_address_meets_no_condition_on_where_it_is(condition, is_told, visitor):
    page = text_of(visitor.ask(f"/fi/search/?{condition}").response)

    assert (word_of("live listing") in page) is is_told


@pytest.mark.parametrize(("place", "is_near"), [("place", True), ("hidden_place", False)])
def test_nobody_is_led_near_a_hidden_address(place, is_near, world):
    point = getattr(world, place)

    hits = found(near=f"{point.latitude},{point.longitude}", sort="nearest").hits

    (distance,) = [hit.distance_m for hit in hits if hit.service_id == world.live.pk]
    assert (distance < 200) is is_near


def test_role_that_is_not_accepted_is_not_told(visitor, world):
    listing = text_of(visitor.ask(f"/fi/services/{world.live.slug}/").response)
    of_partner = text_of(visitor.ask(f"/fi/search/?organization={world.stranger.slug}").response)
    page = text_of(visitor.ask(f"/fi/organizations/{world.stranger.slug}/").response)

    assert word_of("partner without a role") not in listing
    assert word_of("partner without a role") in page
    assert word_of("live listing") not in of_partner + page
    assert "Muun oma" in of_partner
    assert "Muun oma" in page


def test_counts_are_of_what_is_public(visitor, world):
    public = set(Service.objects.public().values_list("pk", flat=True))

    results = found()

    assert {hit.service_id for hit in results.hits} == public
    assert results.total == len(public)
    assert results.facets["area"].keys() == {"malmi", ANYWHERE}


def test_index_keeps_no_secret(world):
    kept = _kept_in_the_index()

    assert [place for place in SECRET if place != INDEXED_BEFORE_SEEN and word_of(place) in kept] == []
    assert word_of("live listing") in kept
    assert word_of("organisation") in kept
    assert word_of("hidden address") not in kept


def found(**asked: str) -> Results:
    return get_engine().search(build(Parameters.read(asked), now=timezone.now(), language="fi"))


def _kept_in_the_index() -> str:
    """Every document and every label, as the index gives them back."""
    searcher = get_engine().reader.fresh().searcher
    found = searcher.search(tantivy.Query.all_query(), limit=1_000).hits
    return json.dumps([searcher.doc(address).get_first("document").decode() for _score, address in found])
