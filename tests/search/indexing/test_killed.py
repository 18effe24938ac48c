"""Processes that write an index, or help to: killed at whatever moment, they leave a whole one serving."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.installation import Installation
from tests.plugins.elasticsearch import own_indices

LISTINGS = """
from directory.models import Organization, Service
organization = Organization.objects.create(slug="o", kind="city_unit", standing="admitted", name_fi="Yksikkö")
for number in range(250):
    Service.objects.create(slug=f"s-{number}", organization=organization, name_fi="Palvelu", live=True)
"""

KILL = """
from tests.search.indexing.killing import kill_again_and_again
print(kill_again_and_again("{work}", {spread}, {last}))
"""

#: Says whether others have worked, and what was noticed of them
REBUILD_TOGETHER = """
import logging, multiprocessing, resource, sys, threading, time
from django.conf import settings
from django.core.management import call_command

def kill_all():
    while len(multiprocessing.active_children()) < 2:
        time.sleep(0.01)
    for child in multiprocessing.active_children():
        child.kill()

logging.getLogger("search.indexing.building").addHandler(logging.StreamHandler(sys.stdout))
settings.INDEX_PROCESSES = 2
if {are_killed}:
    threading.Thread(target=kill_all).start()
call_command("rebuild_index")
print("worked for", resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime, "s")
settings.INDEX_PROCESSES = 1
call_command("check_index")
"""

#: As benchmarks do: another database in the place of the site's
REBUILD_ELSEWHERE = """
import pathlib, shutil
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from directory.models import Organization, Service

ours = pathlib.Path(connection.settings_dict["NAME"])
connection.settings_dict["NAME"] = str(shutil.copy(ours, ours.with_name("elsewhere.sqlite3")))
organization = Organization.objects.get()
for number in range(10):
    Service.objects.create(slug=f"e-{number}", organization=organization, name_fi="Palvelu", live=True)
settings.INDEX_PROCESSES = 2
settings.SEARCH_INDEX_FOLDER = ours.with_name("elsewhere")
call_command("rebuild_index")
"""


@pytest.fixture(scope="module")
def installation(tables, tmp_path_factory) -> Installation:
    installation = Installation(tmp_path_factory.mktemp("killed")).begin_with(tables)
    installation.run(LISTINGS)
    installation.manage("rebuild_index")
    return installation


@pytest.fixture
def with_elasticsearch(installation, elasticsearch_url) -> Iterator[Installation]:
    with own_indices(elasticsearch_url) as address:
        settings = {"ELASTICSEARCH_URL": address.url, "ELASTICSEARCH_INDEX": address.index}
        installation = replace(installation, settings=settings)
        installation.manage("rebuild_index", "--engine", "elasticsearch")
        yield installation


@pytest.mark.parametrize("work", ["rebuild", "follow"])
def test_index_serves_and_is_completed_whenever_its_writer_is_killed(installation, work):
    said = installation.run(KILL.format(work=work, spread=12, last=8))

    assert said.count(" killed at ") >= 15
    assert said.endswith("\n0\n"), said


@pytest.mark.parametrize("work", ["rebuild", "follow"])
def test_index_of_elasticsearch_serves_and_is_completed_whenever_its_writer_is_killed(
    with_elasticsearch, work
):
    said = with_elasticsearch.run(KILL.format(work=work, spread=3, last=4))

    assert said.count(" killed at ") >= 6
    assert said.endswith("\n0\n"), said


def test_processes_that_make_documents_side_by_side_leave_nothing_out(installation):
    said = installation.run(REBUILD_TOGETHER.format(are_killed=False))

    assert "250 listings indexed" in said
    assert float(said.partition("worked for ")[2].partition(" ")[0]) > 1  # each has to set up Django at least
    assert "has died" not in said


def test_documents_of_a_process_that_is_killed_are_made_by_the_one_that_writes(installation):
    said = installation.run(REBUILD_TOGETHER.format(are_killed=True))

    assert "250 listings indexed" in said
    assert "has died" in said


def test_processes_that_make_documents_read_the_database_of_the_one_that_writes(installation):
    said = installation.run(REBUILD_ELSEWHERE)

    assert "260 listings indexed" in said
