"""The benchmark of searches measures an engine beside its floor, over listings of its own."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from search.benchmark.measuring import Viewed, measure
from search.benchmark.mix import Asked
from search.engines import get_engines
from search.meaning.model import is_installed
from tests.cast import place, walk_in
from tests.factories import TaxonomyTermFactory


@pytest.mark.django_db
@pytest.mark.parametrize("engine", ["embedded", "elasticsearch"])
def test_searches_are_measured_beside_the_engine_alone(search_index, engine, request, settings, tmp_path):
    if engine == "elasticsearch":
        settings.ELASTICSEARCH = request.getfixturevalue("elasticsearch_address")
    for name in ("Perhekahvila", "Läksykerho"):
        walk_in(place("malmi"), name_fi=name)
    [chosen] = [each for each in get_engines() if each.name == engine]

    figures = measure(chosen, tmp_path, searches=20)

    assert (figures["engine"], figures["listings"], figures["searches"]) == (engine, 2, 20)
    assert 0 < figures["raw_ms"]["p50"] <= figures["raw_ms"]["p99"]
    assert 0 < figures["search_in_engine_ms"]["p50"] <= figures["search_ms"]["p99"]
    assert figures["plain_ms"].keys() == figures["plain_times_the_raw_engine"].keys()
    assert figures["rebuild"]["listings_per_second"] > 0
    assert figures["index_mb"] > 0
    json.dumps(figures)


@pytest.mark.django_db
@pytest.mark.skipif(not is_installed(), reason="The sentence model is not installed")
def test_search_that_is_measured_is_the_one_that_readers_get(search_index, settings, now):
    """Its words are read, the model is asked, and what misses a condition in them is sought too."""
    settings.SEARCH_WITHOUT = ("dictionary",)
    theme = TaxonomyTermFactory(code="everything", name_fi="Kaikki")
    TaxonomyTermFactory(code="debt", parent=theme, name_fi="Velkaneuvonta")
    walk_in(place("malmi"), name_fi="Velkaneuvonta")
    search_index.drain()
    queries = []

    class Noting(type(search_index.engine)):
        def search(self, query):
            queries.append(query)
            return super().search(query)

    noting = Noting(search_index.engine.generations.host)
    viewed = Viewed.of(Asked({"q": "velkaneuvonta ilmainen"}, "fi"), noting, now)

    with_condition, loosely = queries
    assert [each.key for each in with_condition.service] == ["free"]
    assert loosely.service == ()
    assert with_condition.sought.topics
    assert with_condition.sought.vector or viewed.lacks_model
    assert 0 < viewed.in_engine < viewed.milliseconds


def test_engine_that_is_not_set_up_is_said():
    with pytest.raises(CommandError, match="ELASTICSEARCH_URL"):
        call_command("benchmark_search", engine="elasticsearch", stdout=StringIO())
