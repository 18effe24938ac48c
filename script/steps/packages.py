"""The project's packages in .venv, exactly as uv.lock names them."""

import importlib.util
import os
import shutil
import ssl
import subprocess
import sys
from pathlib import Path

from failures import SetupError, run
from places import CACHE, PYTHON, ROOT, VENV
from stamps import digest, is_fresh

#: The version of uv, with the digests of what the index may give for it
UV = Path(__file__).with_name("uv.txt")


def install(*, with_development: bool) -> None:
    """Install what the site needs, and what its tests need where asked; nothing when .venv already has it."""
    value = digest([ROOT / "uv.lock", ROOT / "pyproject.toml"])
    everything, site = VENV / "synced-all", VENV / "synced-site"
    if is_fresh(everything, value) or (not with_development and is_fresh(site, value)):
        return
    print("Installing packages (a few minutes the first time) ...", flush=True)
    run(_command(with_development), "Installing the packages", _environment())
    (everything if with_development else site).write_text(value, "ascii")


def _command(with_development: bool) -> list[str | Path]:
    command = [_uv(), "sync", "--frozen", "--project", ROOT]
    if not with_development:
        command += ["--no-dev", "--inexact"]  # inexact: leave the developer's tools where there are some
    if not PYTHON.exists():
        command += ["--python", sys.executable]
    return command


def _environment() -> dict[str, str]:
    others = ("VIRTUAL_ENV", "UV_PROJECT_ENVIRONMENT")
    kept = {name: value for name, value in os.environ.items() if name not in others}
    own = {"UV_PYTHON_DOWNLOADS": "never", "UV_LINK_MODE": "copy"}
    if _has_certificates():
        own["UV_SYSTEM_CERTS"] = "1"  # pip trusts whom the machine trusts; uv does not by itself
    return own | kept


def _has_certificates() -> bool:
    paths = ssl.get_default_verify_paths()
    return paths.cafile is not None or (paths.capath is not None and any(Path(paths.capath).iterdir()))


def _uv() -> Path:
    """The machine's uv, or one installed from the package index into the cache folder."""
    on_path = shutil.which("uv")
    if on_path and subprocess.run([on_path, "--version"], capture_output=True, check=False).returncode == 0:
        return Path(on_path)
    folder = CACHE / f"uv-{digest([UV])[:12]}"
    uv = folder / "bin" / "uv"
    if not uv.exists():
        _install_uv(folder)
    return uv


def _install_uv(folder: Path) -> None:
    if importlib.util.find_spec("ensurepip") is None:
        raise SetupError(
            f"{sys.executable} cannot make a virtual environment: install its venv package (python3-venv)."
        )
    print("Installing uv ...", flush=True)
    run([sys.executable, "-m", "venv", "--clear", folder], "Making a virtual environment for uv")
    pip = [folder / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    run([*pip, "--require-hashes", "-r", UV], "Installing uv")
