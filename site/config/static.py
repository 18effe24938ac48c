"""One style sheet per page out of one file per component: put together when static files are looked for."""

import re
import tempfile
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage

from config.stylesheets import BUNDLES

FOLDER = "bundles"  # beside css/, so that an address relative to a component's sheet stays right
PARTS = re.compile(
    r"""(?P<kept>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^"')]*\))|/\*.*?\*/|(?P<space>\s+)""", re.DOTALL
)


class BundleFinder(BaseFinder):
    """Finds `bundles/<name>.css` for every bundle of config.stylesheets.

    Other parts of Django want a path, so each bundle is a file in DATA_FOLDER, written again when it changed.
    """

    def __init__(self, *args, **kwargs):
        self.storage = FileSystemStorage(location=settings.DATA_FOLDER / "stylesheets")
        super().__init__(*args, **kwargs)

    def check(self, **_kwargs):
        return []

    def find(self, path, find_all=False, **_kwargs):
        name = bundle_at(path)
        if name is None:
            return []
        found = str(self._write(name))
        return [found] if find_all else found

    def list(self, ignore_patterns):
        for name in BUNDLES:
            path = bundle_path(name)
            if not matches_patterns(path, ignore_patterns):
                self._write(name)
                yield path, self.storage

    def _write(self, name: str) -> Path:
        file, css = Path(self.storage.path(bundle_path(name))), bundle(name)
        if not file.exists() or file.read_text("utf-8") != css:
            _replace(file, css)
        return file


def bundle_path(name: str) -> str:
    return f"{FOLDER}/{name}.css"


def bundle_at(path: str) -> str | None:
    """Return the name of the bundle that the static file `path` holds."""
    return next((name for name in BUNDLES if bundle_path(name) == path), None)


def bundle(name: str) -> str:
    """Join the sheets of a bundle in cascade order, without comments and needless white space."""
    folder = settings.ROOT / "site" / "static" / "css"
    sheets = ((folder / f"{component}.css").read_text("utf-8") for component in BUNDLES[name])
    return "\n".join(compact(sheet) for sheet in sheets)


def compact(css: str) -> str:
    """Drop comments and shrink white space, leaving strings and addresses as they are."""
    shrunk = PARTS.sub(_shrunk, css)
    return re.sub(r"\n[\n ]+", "\n", shrunk).strip()


def _shrunk(part: re.Match) -> str:
    if part["space"]:
        return "\n" if "\n" in part["space"] else " "
    return part["kept"] or ""


def _replace(file: Path, css: str) -> None:
    """Write in one step: several processes may look for the same file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=file.parent, delete=False, encoding="utf-8") as draft:
        draft.write(css)
    Path(draft.name).chmod(0o644)
    Path(draft.name).replace(file)
