"""What goes on beside the index, so that no change waits for it: errands, topics, what listings are about."""

import logging

from django.utils import timezone
from filelock import FileLock

from search.duties.duty import Duty, host_lock
from search.duties.errands import Errands
from search.duties.preparing import Preparing
from search.indexing.deriving import derive_due

#: Seconds for what listings are about, between two looks at the clock
DERIVES_FOR = 1.0

logger = logging.getLogger(__name__)


class Chores(Duty):
    """Errands when they are due; else it works out what listings are about, which takes long."""

    def __init__(self) -> None:
        super().__init__()
        self._errands, self._preparing = Errands(), Preparing()

    def lock(self) -> FileLock:
        return host_lock("chores")

    def turn(self) -> bool:
        self._errands.run(timezone.now())
        self._preparing.run()
        return derive_due(DERIVES_FOR) > 0

    def begins(self, process: int) -> None:
        logger.info("Process %d does what is due by the clock.", process)

    def fails(self, reason: str) -> None:
        logger.exception("What is due by the clock is not done for now: %s", reason)

    def goes_on(self) -> None:
        logger.info("What is due by the clock is done again.")
