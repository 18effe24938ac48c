"""Packages of the distribution."""

import os
import shutil
import subprocess


def install(*names: str) -> bool:
    """Install packages where this is Debian or a child of it and we are root; tell whether it worked."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    print(f"Installing {', '.join(names)} ...", flush=True)
    return _apt("update") and _apt("install", "--yes", "--no-install-recommends", *names)


def _apt(*arguments: str) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    ended = subprocess.run(["apt-get", *arguments], env=environment, capture_output=True, check=False)
    return ended.returncode == 0
