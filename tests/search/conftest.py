"""What tests of searching share."""

from pathlib import Path

import pytest
from django.core.management import call_command


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
