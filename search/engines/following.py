"""Takes in changes of the index beside the requests of a process, so that none has to wait for that."""

import atexit
import logging
import threading
import time
from collections.abc import Callable

#: Seconds between two looks at the index, and after one that failed
POLL, PAUSE = 0.1, 5.0
#: Seconds after its last look for which one may rely on the next
PATIENCE = 0.5

logger = logging.getLogger(__name__)


class Follower:
    """A thread that looks at the index all the time, ten times a second or so, until the process ends."""

    def __init__(self, look: Callable[[], object], every: float = POLL):
        self.look, self.every = look, every
        self.looked_at, self.has_looked = -PATIENCE, False
        self.ending = threading.Event()
        self.thread = threading.Thread(target=self._run, name="search-follower", daemon=True)
        self.thread.start()
        atexit.register(self.end)

    def looks_soon(self) -> bool:
        """Whether what is new now is taken in within PATIENCE: not when a look takes long or has failed."""
        return time.monotonic() - self.looked_at < PATIENCE

    def end(self) -> None:
        self.ending.set()
        self.thread.join(timeout=1)

    def _run(self) -> None:
        while not self.ending.wait(self.every if self._looked() else PAUSE):
            pass

    def _looked(self) -> bool:
        try:
            self.look()
        except Exception:
            logger.exception(
                "The search index is not followed for a while: searches take in changes themselves."
            )
            return False
        self.looked_at, self.has_looked = time.monotonic(), True
        return True
