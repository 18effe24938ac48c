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
        self.emptied_until: float | None = None

    def look_after(self, *, has_changed: bool) -> None:
        """Empty it now if something has changed, and at each look until that is seen everywhere: a last time
        after it, however late that look comes.
        """
        now = time.monotonic()
        if has_changed:
            self.emptied_until = now + MADE_BEFORE
        if self.emptied_until is None:
            return
        if settings.PAGE_CACHE_FOLDER:
            _empty(Path(settings.PAGE_CACHE_FOLDER))
        if now >= self.emptied_until:
            self.emptied_until = None


def _empty(folder: Path) -> None:
    for file in folder.glob("*"):
        # The proxy throws away old ones itself
        with suppress(FileNotFoundError, IsADirectoryError):
            file.unlink()
