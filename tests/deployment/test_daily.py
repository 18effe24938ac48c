"""The script of the `daily` service: it works at its hour, marks a failure, and ends when told to."""

import os
import signal
import subprocess
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from directory.dates.times import HELSINKI

PATIENCE = 30


@pytest.fixture
def checkout(tmp_path) -> Path:
    """A folder whose `python` says what it was asked and ends as `ends-with` tells."""
    python = tmp_path / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(
        f'#!/bin/sh\necho "$@" > {tmp_path}/asked.new\nmv {tmp_path}/asked.new {tmp_path}/asked\n'
        f"exit $(cat {tmp_path}/ends-with)\n"
    )
    python.chmod(0o755)
    return tmp_path


@pytest.mark.parametrize(("ends_with", "marks"), [(0, False), (1, True)])
def test_it_works_at_its_hour_and_marks_a_failure(checkout, ends_with, marks):
    (checkout / "ends-with").write_text(str(ends_with))
    (checkout / "daily-failed").touch()
    soon = (datetime.now(HELSINKI) + timedelta(seconds=2)).strftime("%H:%M:%S")
    env = {**os.environ, "DAILY_AT": soon, "TMPDIR": str(checkout)}

    with subprocess.Popen(["sh", settings.ROOT / "deploy/daily"], cwd=checkout, env=env) as daily:
        until = time.monotonic() + PATIENCE
        while not _is_done(checkout, marks) and time.monotonic() < until:
            time.sleep(0.1)
        daily.send_signal(signal.SIGTERM)

    assert daily.returncode == 0
    assert (checkout / "asked").read_text() == "manage.py run_daily\n"
    assert (checkout / "daily-failed").exists() == marks


def _is_done(checkout: Path, marks: bool) -> bool:
    return (checkout / "asked").exists() and (checkout / "daily-failed").exists() == marks
