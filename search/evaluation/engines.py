"""An index that is gone afterwards."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.test.utils import override_settings

from search.engines import Engine, get_engines


class NoSuchEngine(Exception):  # noqa: N818 - as in search.engines: says what is the matter
    """This machine knows no server of this kind."""


@contextmanager
def throwaway_engine(name: str, without: Sequence[str] = ()) -> Iterator[Engine]:
    """An engine with an index of its own. Raises NoSuchEngine."""
    with tempfile.TemporaryDirectory(prefix="evaluation-") as folder, _settings(Path(folder), without):
        [engine] = [each for each in get_engines() if each.name == name] or [None]
        if engine is None:
            raise NoSuchEngine(name)
        try:
            yield engine
        finally:
            if engine.is_shared:
                engine.generations.delete_all()


def _settings(folder: Path, without: Sequence[str]):
    return override_settings(
        SEARCH_WITHOUT=tuple(without),
        SEARCH_INDEX_FOLDER=folder / "index",
        ELASTICSEARCH=replace(settings.ELASTICSEARCH, index=f"evaluation-{os.getpid()}"),
    )
