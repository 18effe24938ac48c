"""Judges that Node brings, exactly as package-lock.json names them, in the cache folder."""

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

from judges.verdicts import CannotJudgeError
from places import CACHE
from stamps import digest

LOCK = [Path(__file__).with_name("package.json"), Path(__file__).with_name("package-lock.json")]
OLDEST_NODE = 18


def vnu_jar() -> Path | None:
    """The HTML checker of today; None where this machine has no Node."""
    try:
        return packages() / "vnu-jar" / "build" / "dist" / "vnu.jar"
    except CannotJudgeError:
        return None


@cache
def packages() -> Path:
    """Install the judges once and return the folder they are in. Raises CannotJudgeError without Node."""
    folder = CACHE / f"judges-{digest(LOCK)[:12]}"
    installed = folder / "node_modules"
    if not (folder / "installed").exists():
        _require_node()
        _install(folder)
    return installed


def _require_node() -> None:
    program = shutil.which("node")
    if program is None or shutil.which("npm") is None:
        raise CannotJudgeError("there is no Node")
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    if int(re.match(r"v(\d+)|", version)[1] or 0) < OLDEST_NODE:
        raise CannotJudgeError(f"Node is older than {OLDEST_NODE}")


def _install(folder: Path) -> None:
    print("Installing the judges that need Node ...", flush=True)
    folder.mkdir(parents=True, exist_ok=True)
    for file in LOCK:
        shutil.copy(file, folder)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise CannotJudgeError(f"npm cannot install them: {ended.stderr.strip().splitlines()[0]}")
    (folder / "installed").touch()
