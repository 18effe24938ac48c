"""Pages that a proxy keeps (PAGE_CACHE_FOLDER) are thrown away when what they say has changed."""

import logging
import time
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from search.engines.following import PATIENCE
from search.indexing.reasons import reason_of

#: Seconds that a page takes at most that is kept
LONGEST_MADE = 2.0
#: Seconds for which pages may still come that were made from what was before: until every process has seen
#: what changed, and for as long as they take, with some for their way
MADE_BEFORE = PATIENCE + LONGEST_MADE + 0.2

logger = logging.getLogger(__name__)


class PageCache:
    """The files of the proxy: it makes a page anew when its file is gone."""

    def __init__(self) -> None:
        self.emptied_until: float | None = None
        self.has_failed = False

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
            self._empty(Path(settings.PAGE_CACHE_FOLDER))
        if now >= self.emptied_until:
            self.emptied_until = None

    def _empty(self, folder: Path) -> None:
        """Changes of the index do not wait for a folder that cannot be emptied: that is said once."""
        try:
            _empty(folder)
        except OSError as error:
            if not self.has_failed:
                logger.error("Pages that nginx keeps are not thrown away: %s", reason_of(error))
            self.has_failed = True
        else:
            self.has_failed = False


def _empty(folder: Path) -> None:
    # Raises what a glob hides: that there is no such folder, or that it cannot be read
    for file in folder.iterdir():
        # The proxy throws away old ones itself
        with suppress(FileNotFoundError, IsADirectoryError):
            file.unlink()
