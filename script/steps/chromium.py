"""A browser for the tests: the machine's, the distribution's, or the one that Playwright brings."""

import os
import shutil
import subprocess
from pathlib import Path

import debian
from places import CACHE, PYTHON

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: Switches for a browser that nobody sits at
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# The fonts matter for pictures of pages only: Arabic script and Chinese
DEBIAN_PACKAGES = ("chromium", "fonts-noto-core", "fonts-noto-cjk")


def find() -> str | None:
    names = [name for name in (os.environ.get("BROWSER_PATH"), *NAMES) if name]
    return next(filter(None, map(shutil.which, names)), None)


def find_or_install() -> str | None:
    """Return the path of a browser; None where this machine can have none."""
    return find() or _from_debian() or _from_playwright()


def _from_debian() -> str | None:
    return find() if debian.install(*DEBIAN_PACKAGES) else None


def _from_playwright() -> str | None:
    folder = CACHE / "playwright"
    environment = {"PLAYWRIGHT_BROWSERS_PATH": str(folder), **os.environ}
    command = [PYTHON, "-m", "playwright", "install", "chromium"]
    print("Downloading a browser ...", flush=True)
    if subprocess.run(command, env=environment, capture_output=True, check=False).returncode:
        return None
    browsers = Path(environment["PLAYWRIGHT_BROWSERS_PATH"]).glob("chromium-*/chrome-*/chrome")
    return next(map(str, browsers), None)
