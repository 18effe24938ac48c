"""Real processes on one host: one of them writes the index, all of them see every change within a second."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.installation import ROOT, Installation, Started
from tests.search.two_processes import (
    RENAME,
    TRIES,
    WITHIN,
    Answer,
    answering,
    answers_during,
    ask,
    installed,
    number_of_searches,
    serving,
    wait_until,
)

PTV = ROOT / "tests" / "data" / "ptv"

FORGET = """
from directory.models import ImportedRecord, Service
Service.objects.exclude(slug="kohtaamispaikka").delete()
ImportedRecord.objects.all().delete()
"""


@pytest.fixture(scope="module")
def installation(tables, tmp_path_factory) -> Installation:
    return installed(tables, tmp_path_factory.mktemp("installed"))


@pytest.fixture(scope="module")
def server(installation) -> Iterator[tuple[Started, str]]:
    """Two web processes, and their address."""
    with serving(installation) as started:
        yield started


def test_change_by_another_process_is_seen_by_both_within_a_second(installation, server):
    _started, url = server

    changed_at, answers = answers_during(
        url, "leskenlehti", lambda: float(installation.run(RENAME.format(name="Leskenlehti")))
    )

    assert not [answer for answer in answers if answer.is_new and answer.asked_at < changed_at - 0.5]
    late = [answer for answer in answers if answer.asked_at >= changed_at + WITHIN]
    assert len({answer.process for answer in late}) == 2
    assert [answer for answer in late if not answer.is_new] == []


def test_other_process_takes_over_when_the_writer_dies(installation, server):
    started, url = server
    writer = started.writer

    os.kill(writer, signal.SIGKILL)
    installation.run(RENAME.format(name="Kotoportti"))

    wait_until(lambda: len(answering(url, "kotoportti")) == 2, started)
    assert started.writer != writer
    assert str(writer) not in answering(url, "kotoportti")


def test_command_asks_the_running_server_for_a_rebuild(installation, server):
    (current,) = (installation.folder / "index").glob("v[0-9]*/current")
    before = current.read_text()

    printed = installation.manage("rebuild_index")

    assert printed.startswith("A running server makes the index anew.\n1 listings indexed in ")
    assert current.read_text() != before


def test_searches_of_both_are_added_up(installation, server):
    _started, url = server
    before = number_of_searches(url)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: ask(url, "olematon"), range(16)))
    counts = {number_of_searches(url) for _ in range(8)}

    assert len({answer.process for answer in answers}) == 2
    assert counts == {before + 16}


def import_from_ptv(installation: Installation) -> float:
    """Run the command as an operator does; returns when the listing was committed."""
    is_public = "SELECT 1 FROM directory_service WHERE live AND name_fi = 'Perheiden olohuone'"
    command = [sys.executable, str(ROOT / "manage.py"), "import_ptv", str(PTV), "--publish"]
    options = {
        "env": installation.environment,
        "cwd": ROOT,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.STDOUT,
    }
    committed_at = 0.0
    with subprocess.Popen(command, **options, text=True) as process:
        while process.poll() is None:
            if not committed_at and installation.ask_database(is_public):
                committed_at = time.time()
            time.sleep(0.005)
        printed = process.stdout.read()
    assert process.returncode == 0, printed
    assert committed_at, printed
    return committed_at


def forget_what_was_imported(installation: Installation, url: str, started: Started) -> None:
    installation.run(FORGET)
    wait_until(lambda: not answering(url, "olohuone"), started)


def test_listings_from_the_service_catalogue_are_found_by_both_within_a_second(installation, server):
    started, url = server
    late: list[Answer] = []

    for _ in range(TRIES):
        changed_at, answers = answers_during(url, "olohuone", lambda: import_from_ptv(installation))
        late = [answer for answer in answers if answer.asked_at >= changed_at + WITHIN]
        assert len({answer.process for answer in late}) == 2
        if all(answer.is_new for answer in late):
            return
        forget_what_was_imported(installation, url, started)

    assert [answer for answer in late if not answer.is_new] == []


def test_worker_waits_for_a_database_that_is_not_there(tmp_path, tables):
    installation = Installation(tmp_path)

    with installation.start("manage.py", "run_worker") as started:
        wait_until(lambda: "does not follow changes" in started.log, started)
        time.sleep(2)
        complaints = started.log.count("does not follow changes")
        shutil.copy(tables, tmp_path / "copy")
        (tmp_path / "copy").replace(installation.database)
        wait_until(lambda: "follows changes again" in started.log, started)
        started.process.terminate()
        ended_with = started.process.wait(10)

    assert complaints == 1
    assert ended_with == 0
