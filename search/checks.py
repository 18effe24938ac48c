"""Mistakes in the set-up of search, said before anything starts."""

import os
from pathlib import Path

from django.conf import settings
from django.core import checks


@checks.register("settings")
def check_index_folder(**_) -> list[checks.CheckMessage]:
    """The index folder, or the nearest folder above it that exists, can be written."""
    folder = Path(settings.SEARCH_INDEX_FOLDER)
    existing = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if existing.is_dir() and os.access(existing, os.W_OK | os.X_OK):
        return []
    return [
        checks.Error(
            f"The search index cannot be written to {folder}.",
            hint=f"Let the user that runs the site write to {existing}, or name another DATA_FOLDER.",
            id="search.E001",
        )
    ]
