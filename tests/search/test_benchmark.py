"""The benchmark of searches measures an engine beside its floor, over listings of its own."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from search.benchmark.measuring import measure
from search.engines import get_engines
from tests.cast import place, walk_in


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
    assert 0 < figures["engine_ms"]["p50"] <= figures["search_ms"]["p99"]
    assert figures["rebuild"]["listings_per_second"] > 0
    assert figures["index_mb"] > 0
    json.dumps(figures)


def test_engine_that_is_not_set_up_is_said():
    with pytest.raises(CommandError, match="ELASTICSEARCH_URL"):
        call_command("benchmark_search", engine="elasticsearch", stdout=StringIO())
