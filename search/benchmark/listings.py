"""Listings to measure with, in a database and an index of their own: what is there already stays as it is."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.test.utils import override_settings

from directory.imports.synthetic import make_listings
from search.throwaway_database import throwaway_database


@contextmanager
def generated_listings(number: int) -> Iterator[Path]:
    """Make listings, and give the folder of what goes with them afterwards."""
    with tempfile.TemporaryDirectory(prefix="tarjotin-benchmark-") as name, throwaway_database():
        folder = Path(name)
        elsewhere = replace(settings.ELASTICSEARCH, index=folder.name)
        call_command("load_vocabulary", verbosity=0, stdout=(folder / "said").open("w"))
        make_listings(number, seed=1)
        with override_settings(SEARCH_INDEX_FOLDER=folder / "index", ELASTICSEARCH=elsewhere):
            yield folder
