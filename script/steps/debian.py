"""Packages of the distribution."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path


def install(*names: str) -> bool:
    """Install packages where this is Debian or a child of it and we are root; tell whether it worked."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    print(f"Installing {', '.join(names)} ...", flush=True)
    return _apt("update") and _apt("install", "--yes", "--no-install-recommends", *names)


def unpack(name: str, folder: Path) -> bool:
    """Lay a package out in a folder, without what it needs and starting nothing; tell whether it worked."""
    if shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
        return False
    print(f"Unpacking {name} ...", flush=True)
    if os.geteuid() == 0 and not _apt("update"):
        return False
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as download:
        if not _apt("download", name, folder=download):
            return False
        package = next(Path(download).glob("*.deb"))
        return subprocess.run(["dpkg-deb", "--extract", package, folder], check=False).returncode == 0


def _apt(*arguments: str, folder: str | None = None) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", *arguments]
    ended = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    return ended.returncode == 0
