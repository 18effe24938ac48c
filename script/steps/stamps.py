"""Skips a step whose inputs are what they were when it last succeeded."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest(paths: Iterable[Path], *words: str) -> str:
    """Return a digest of files, of all files below folders, and of more words."""
    whole = hashlib.sha256(repr(words).encode())
    for file in sorted(_files(paths)):
        whole.update(f"{file}\0".encode())
        whole.update(file.read_bytes())
    return whole.hexdigest()


def is_fresh(stamp: Path, value: str) -> bool:
    return stamp.is_file() and stamp.read_text("ascii") == value


def _files(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        yield from [path] if path.is_file() else filter(Path.is_file, path.rglob("*"))
