"""The benchmark of pages measures every kind of page and says what is missing."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from config.benchmark import SEARCHES, spread
from tests.cast import place, walk_in

pytestmark = pytest.mark.django_db


def test_every_page_is_measured_beside_the_barest_one(now, search_index):
    for _ in range(3):
        walk_in(place("malmi"))
    search_index.drain()
    output = StringIO()

    call_command("benchmark_pages", requests=1, language="so", stdout=output)

    figures = json.loads(output.getvalue())
    assert figures["listings"] == 3
    searches = {f"results: {name}" for name in (*SEARCHES, "words never asked before")}
    assert set(figures["pages"]) == {"floor", "front", "service"} | searches
    assert set(figures["engine"]) == set(SEARCHES)
    assert figures["pages"]["floor"]["times_the_floor"] == 1
    assert all(page["bytes"] > 1_000 and page["median_ms"] > 0 for page in figures["pages"].values())


def test_address_of_the_barest_page_exists_only_while_it_is_measured(client):
    assert client.get("/fi/floor/").status_code == 404


@pytest.mark.parametrize(("has_listing", "missing"), [(False, "no listings"), (True, "no index")])
def test_what_is_missing_is_said(search_index, has_listing, missing):
    if has_listing:
        walk_in(place("malmi"))

    with pytest.raises(CommandError, match=missing):
        call_command("benchmark_pages")


def test_style_sheet_that_is_not_collected_is_said(now, search_index, settings, tmp_path):
    walk_in(place("malmi"))
    search_index.drain()
    collected = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": collected}}

    with pytest.raises(CommandError, match=r"Run first: manage\.py collectstatic"):
        call_command("benchmark_pages")


@pytest.mark.parametrize(("count", "p95"), [(1, 1), (20, 19), (100, 95)])
def test_p95_is_the_smallest_time_that_nineteen_in_twenty_do_not_pass(count, p95):
    assert spread([float(n) for n in range(count, 0, -1)])["p95_ms"] == p95
