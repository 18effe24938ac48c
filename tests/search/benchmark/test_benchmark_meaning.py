"""The benchmark of topics and the model measures each thing beside its floor, and says its goal."""

import json
from collections import Counter
from dataclasses import asdict

import pytest

from directory.models import SearchWords
from search.benchmark.beyond_words import measure_beyond_words
from search.benchmark.typed import typed
from search.engines import get_engine
from search.meaning.model import is_installed
from tests.cast import walk_in
from tests.factories import OrganizationFactory, TaxonomyTermFactory

OF_QUERIES, OF_LISTINGS = {"new_query_cpu_ms", "seen_query_cpu_ms"}, {"listing_cpu_ms"}
BY_THE_CLOCK = {"nearness_ms", "near_topics_ms"}
OF_PROCESSES = {"ready_s", "first_results_s", "web_process_mb"}


@pytest.fixture
def topics(settings):
    """Two, each with a name in three languages and a situation in two."""
    settings.SEARCH_WITHOUT = ("dictionary",)
    theme = TaxonomyTermFactory(code="everything", name_fi="Kaikki")
    for code, names in (("debt", ("Velat", "Debt", "Dayn")), ("swimming", ("Uinti", "Swimming", "Dabaal"))):
        name_fi, name_en, name_so = names
        term = TaxonomyTermFactory(code=code, parent=theme, name_fi=name_fi, name_en=name_en, name_so=name_so)
        for language, text in (("fi", f"Mistä löytyy {name_fi}?"), ("so", f"Waxaan rabaa {name_so}.")):
            SearchWords.objects.create(term=term, language_code=language, situations=[text])


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not is_installed(), reason="The sentence model is not installed")
def test_each_thing_is_measured_beside_its_floor(topics, deployed):
    organization = OrganizationFactory(slug="kerho")
    for name in ("Perhekahvila", "Läksykerho"):
        walk_in(name_fi=name, organization=organization)

    figures = measure_beyond_words(get_engine(), deployed, queries=6, changed=2)

    assert figures.keys() == OF_QUERIES | BY_THE_CLOCK | OF_PROCESSES | OF_LISTINGS
    for each in figures.values():
        assert each.floor.keys() <= each.measured.keys()
        assert each.goal.keys() <= each.measured.keys()
        assert min(each.floor.values()) >= 0
    for name in OF_QUERIES | OF_LISTINGS:
        assert 0 < figures[name].measured["p50"] <= figures[name].measured["p95"]
    new, seen = (figures[name].measured for name in ("new_query_cpu_ms", "seen_query_cpu_ms"))
    assert seen["p50"] < new["p50"]
    assert seen["without_the_model"] == 0
    assert 0 < figures["ready_s"].measured["seconds"] <= figures["first_results_s"].measured["seconds"]
    memory = figures["web_process_mb"]
    assert 0 < memory.measured["pss"] < memory.measured["rss"]
    assert memory.floor["rss"] < memory.measured["rss"]
    json.dumps({name: asdict(figure) for name, figure in figures.items()})


@pytest.mark.django_db
def test_texts_are_drawn_once_of_each_language_and_kind(topics):
    asked = typed(5, seed=1)

    assert asked == typed(5, seed=1)
    assert Counter(each.language for each in asked) == {"fi": 2, "so": 2, "en": 1}
    assert len({each.parameters.q for each in typed(100, seed=1)}) == 10
