"""A database and an index that are gone afterwards."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test.utils import override_settings

from search.engines import Engine, get_engines


@contextmanager
def throwaway_database() -> Iterator[None]:
    """Put an empty database with all tables in the place of the site's."""
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


@contextmanager
def throwaway_engine(name: str, without: Sequence[str] = ()) -> Iterator[Engine]:
    """An engine with an index of its own. Raises LookupError where there is no engine of this name."""
    with tempfile.TemporaryDirectory(prefix="evaluation-") as folder, _settings(Path(folder), without):
        [engine] = [each for each in get_engines() if each.name == name] or [None]
        if engine is None:
            raise LookupError(name)
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
