"""The benchmark over HTTP asks a site that is served as a deployment's; a page that fails is no fast one."""

import json

import pytest
from django.utils import timezone

from search.benchmark.load import measure_load
from search.benchmark.mix import beginnings
from search.benchmark.serving import ask_all, server_of
from search.duties.worker import Worker
from search.engines import get_engine
from tests.cast import walk_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def folder(deployed):
    """A folder of data with an index of two listings."""
    for name in ("Perhekahvila", "Läksykerho"):
        walk_in(name_fi=name)
    Worker(get_engine()).rebuild("to be measured")
    return deployed


def test_pages_are_measured_beside_the_least_answer(folder):
    figures = measure_load(get_engine(), folder, clients=2, requests=10, now=timezone.now())

    assert set(figures) == {"floor", "results", "suggestions"}
    for each in figures.values():
        assert each["a_second"] > 0
        assert 0 < each["ms"]["p50"] <= each["ms"]["p95"] <= each["ms"]["p99"]
    json.dumps(figures)


def test_page_that_is_not_there_ends_it(folder):
    with server_of(folder) as port, pytest.raises(RuntimeError, match="404"):
        ask_all(port, ["/fi/search/", "/fi/nothing/"], clients=2)


def test_beginnings_are_of_words_and_the_same_for_a_seed(db):
    walk_in(name_fi="Perhekahvila")

    paths = beginnings(5, seed=1)

    assert paths == beginnings(5, seed=1)
    assert all(path.startswith("/fi/search/suggestions/?q=Pe") for path in paths)
