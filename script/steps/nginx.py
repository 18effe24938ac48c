"""nginx for the tests of its cache: the machine's, or the distribution's, unpacked and not installed.

Installed it would begin to serve on port 80.
"""

import shutil
import subprocess
from pathlib import Path

import debian
from places import CACHE

#: Where it is, which is not on the path of everybody
FOLDERS = "/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin"


def find_or_unpack() -> str | None:
    """Return the path of the program; None where this machine can have none."""
    return shutil.which("nginx", path=FOLDERS) or _unpacked(CACHE / "nginx")


def _unpacked(folder: Path) -> str | None:
    program = folder / "usr/sbin/nginx"
    if not program.exists() and not debian.unpack("nginx", folder):
        return None
    # The libraries that it needs are not brought along
    runs = subprocess.run([program, "-v"], capture_output=True, check=False).returncode == 0
    return str(program) if runs else None
