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
    """A folder whose `python` says what it was asked, and ends with 1 for the command in `fails`."""
    python = tmp_path / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/asked\n[ "$2" != "$(cat {tmp_path}/fails)" ]\n')
    python.chmod(0o755)
    return tmp_path


@pytest.mark.parametrize("fails", ["", "run_daily", "check_links"])
def test_it_works_at_its_hour_and_marks_a_failure(checkout, fails):
    (checkout / "fails").write_text(fails)
    (checkout / "daily-failed").touch()
    soon = (datetime.now(HELSINKI) + timedelta(seconds=2)).strftime("%H:%M:%S")
    env = {**os.environ, "DAILY_AT": soon, "TMPDIR": str(checkout)}

    with subprocess.Popen(["sh", settings.ROOT / "deploy/daily"], cwd=checkout, env=env) as daily:
        until = time.monotonic() + PATIENCE
        while not _is_done(checkout, bool(fails)) and time.monotonic() < until:
            time.sleep(0.1)
        daily.send_signal(signal.SIGTERM)

    assert daily.returncode == 0
    assert _asked(checkout) == ["manage.py run_daily", "manage.py check_links"]
    assert (checkout / "daily-failed").exists() == bool(fails)


def _asked(checkout: Path) -> list[str]:
    asked = checkout / "asked"
    return asked.read_text().splitlines() if asked.exists() else []


def _is_done(checkout: Path, marks: bool) -> bool:
    return len(_asked(checkout)) == 2 and (checkout / "daily-failed").exists() == marks
