"""One style sheet per page out of one file per component: put together when static files are looked for."""

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage

from config.css import blocks, compact
from config.stylesheets import BUNDLES
from config.tokens import token_sheets

FOLDER = "bundles"  # beside css/, so that an address relative to a component's sheet stays right
#: One sheet for paper and for forced colours on every page: other screens do not wait for it
SELDOM = "seldom"
SELDOM_MEDIA = ("print", "(forced-colors:active)")
SELDOM_BLOCKS = tuple(f"@media {media}" for media in SELDOM_MEDIA)


class BundleFinder(BaseFinder):
    """Finds `bundles/<name>.css` for every bundle of config.stylesheets, and what is seldom needed.

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
        for name in bundle_names():
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


def bundle_names() -> tuple[str, ...]:
    return (*BUNDLES, SELDOM)


def bundle_at(path: str) -> str | None:
    """Return the name of the bundle that the static file `path` holds."""
    return next((name for name in bundle_names() if bundle_path(name) == path), None)


def bundle(name: str) -> str:
    """Join the sheets of a bundle in cascade order, without comments and needless white space."""
    if name == SELDOM:
        every = dict.fromkeys(component for components in BUNDLES.values() for component in components)
        return "".join(_together(block, every) for block in SELDOM_BLOCKS)
    return "".join(f"{head}{{{body}}}" for head, body in _blocks(BUNDLES[name]) if head not in SELDOM_BLOCKS)


def _together(block: str, components: Iterable[str]) -> str:
    """Every block with the same head as one."""
    return f"{block}{{{''.join(body for head, body in _blocks(components) if head == block)}}}"


def _blocks(components: Iterable[str]) -> Iterator[tuple[str, str]]:
    for component in components:
        for sheet in _sheets(component):
            yield from blocks(compact(sheet))


def _sheets(component: str) -> list[str]:
    """The sheet of a component; behind the tokens those of the deployment."""
    if component == "tokens":
        return token_sheets()
    return [(settings.ROOT / "site" / "static" / "css" / f"{component}.css").read_text("utf-8")]


def _replace(file: Path, css: str) -> None:
    """Write in one step: several processes may look for the same file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=file.parent, delete=False, encoding="utf-8") as draft:
        draft.write(css)
    Path(draft.name).chmod(0o644)
    Path(draft.name).replace(file)
