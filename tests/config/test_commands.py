"""A command that the database fails ends with one line that says what to do."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    usual = {"SECRET_KEY": "k" * 60, "DJANGO_SETTINGS_MODULE": "config.settings.dev"}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.ROOT,
        env=os.environ | usual | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("arguments", [("demo",), ("import_ptv", "tests/data/ptv")])
def test_database_without_tables_is_to_be_migrated(tmp_path, arguments):
    ended = run(
        *arguments, DATA_FOLDER=str(tmp_path), DATABASE_URL="sqlite:///" + str(tmp_path / "x.sqlite3")
    )

    assert ended.returncode == 1
    assert ended.stderr == ("The database is not set up for this version. Run first: manage.py migrate\n")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("postgresql://u:hush@127.0.0.1:1/tray", "Connection refused (127.0.0.1/tray). See to DATABASE_URL"),
        ("sqlite:////nowhere/tray.sqlite3", "file (/nowhere/tray.sqlite3). Its folder has to be there"),
    ],
)
def test_database_that_is_away_is_named_without_its_password(tmp_path, url, reason):
    ended = run("migrate", DATA_FOLDER=str(tmp_path), DATABASE_URL=url)

    assert ended.returncode == 1
    [line] = ended.stderr.splitlines()
    assert line.startswith("The database cannot be reached: ")
    assert reason in line
    assert "hush" not in line


def test_full_disk_is_not_taken_for_a_database_without_tables(tmp_path):
    file = tmp_path / "x.sqlite3"
    fill_up(file)

    ended = run("migrate", DATA_FOLDER=str(tmp_path), DATABASE_URL=f"sqlite:///{file}")

    assert ended.returncode == 1
    assert ended.stderr == "The database found that the disk is full. Make room and run it again.\n"


def fill_up(file: Path) -> None:
    """Make a database that takes no migration, in the words of a full disk."""
    with closing(sqlite3.connect(file)) as database:
        database.executescript("""
            CREATE TABLE django_migrations (id integer PRIMARY KEY, app text, name text, applied datetime);
            CREATE TRIGGER full BEFORE INSERT ON django_migrations
            BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END;
        """)


def test_failure_is_shown_whole_to_whoever_asks(tmp_path):
    ended = run(
        "demo",
        "--traceback",
        DATA_FOLDER=str(tmp_path),
        DATABASE_URL="sqlite:///" + str(tmp_path / "x.sqlite3"),
    )

    assert "no such table" in ended.stderr
