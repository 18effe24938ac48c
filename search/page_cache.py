"""Pages that a proxy keeps (PAGE_CACHE_FOLDER) are thrown away when what they say has changed."""

import time
from contextlib import suppress
from pathlib import Path

from django.conf import settings

#: Seconds for which pages may still be made from what was before: a reader sees a change of an index within
#: half a second
MADE_BEFORE = 0.8


class PageCache:
    """The files of the proxy: it makes a page anew when its file is gone."""

    def __init__(self) -> None:
        self.emptied_until = 0.0

    def look_after(self, *, has_changed: bool) -> None:
        """Empty it now and at each look of the next moments, if something has changed."""
        if has_changed:
            self.emptied_until = time.monotonic() + MADE_BEFORE
        if settings.PAGE_CACHE_FOLDER and (has_changed or time.monotonic() < self.emptied_until):
            _empty(Path(settings.PAGE_CACHE_FOLDER))


def _empty(folder: Path) -> None:
    for file in folder.glob("*"):
        # The proxy throws away old ones itself
        with suppress(FileNotFoundError, IsADirectoryError):
            file.unlink()
