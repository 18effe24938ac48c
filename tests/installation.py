"""A site of its own in a folder, for tests that need real processes: commands, servers, workers."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 180.0  # seconds until a process must have come up, however busy the machine is


@dataclass(frozen=True)
class Installation:
    """A folder of data with a site of its own."""

    folder: Path
    #: Settings besides those of any installation
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def database(self) -> Path:
        return self.folder / "tarjotin.sqlite3"

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "DATA_FOLDER": str(self.folder),
            "DATABASE_URL": f"sqlite:///{self.database}",
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "SECRET_KEY": "only-for-tests",
            # Static files without a manifest
            "DEBUG": "1",
            "PYTHONUNBUFFERED": "1",
            **self.settings,
        }

    def begin_with(self, tables: Path) -> "Installation":
        """Have all tables and no rows, sooner than by `migrate`."""
        shutil.copy(tables, self.database)
        return self

    def manage(self, *arguments: str) -> str:
        """Run a command in a process of its own; returns what it prints."""
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        options = {"env": self.environment, "cwd": ROOT, "capture_output": True, "text": True}
        done = subprocess.run(command, **options, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def run(self, code: str) -> str:
        return self.manage("shell", "-v", "0", "-c", code)

    def ask_database(self, question: str) -> list[tuple]:
        """What is committed now, read beside the site."""
        address = f"file:{self.database}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=PATIENCE)) as database:
            return database.execute(question).fetchall()

    @contextmanager
    def start(self, *command: str) -> Iterator["Started"]:
        with (self.folder / "log").open("w") as log:
            process = subprocess.Popen(
                [sys.executable, *command], env=self.environment, cwd=ROOT, stdout=log, stderr=log
            )
            try:
                yield Started(process, self.folder / "log")
            finally:
                process.terminate()
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()


@dataclass(frozen=True)
class Started:
    process: subprocess.Popen
    log_file: Path

    @property
    def log(self) -> str:
        return self.log_file.read_text()

    @property
    def writer(self) -> int:
        """The process that said last that it writes the index."""
        return int(re.findall(r"Process (\d+) writes", self.log)[-1])
