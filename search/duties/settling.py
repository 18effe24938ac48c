"""Waiting until an index has followed the changes that are written down now."""

import time

from django.db.models import Max
from filelock import Timeout

from search.duties.worker import Worker, writer_lock
from search.engines import Engine, IndexMissing
from search.indexing.consumers import turn_of
from search.indexing.outbox import Progress, rows_after
from search.models import OutboxEntry

#: Seconds a running worker may take
PATIENCE, POLL = 60.0, 0.1


class NotFollowing(Exception):  # noqa: N818 - like those of the engines
    """Nobody brings changes into the index."""


def settle(engine: Engine) -> None:
    """Return once the index holds all changes up to now: bring them there, or wait for whoever does.

    Raises IndexMissing, NotFollowing.
    """
    last = OutboxEntry.objects.aggregate(last=Max("pk"))["last"] or 0
    if not _drained(engine):
        _wait_for(engine, last)


def _drained(engine: Engine) -> bool:
    """Whether nobody else writes the index, and all changes were brought into it."""
    worker = Worker(engine)
    try:
        with writer_lock(engine):
            if not engine.is_shared:
                return _drain(worker)
            with turn_of(worker.consumer) as is_ours:
                return is_ours and _drain(worker)
    except Timeout:
        return False


def _drain(worker: Worker) -> bool:
    while worker.follow_changes().has_more:
        pass
    return True


def _wait_for(engine: Engine, last: int) -> None:
    give_up_at = time.monotonic() + PATIENCE
    while _lacks(engine, last):
        if time.monotonic() > give_up_at:
            raise NotFollowing("Changes wait for a worker that does not bring them. Its log says why.")
        time.sleep(POLL)


def _lacks(engine: Engine, last: int) -> bool:
    """Whether a change up to this row of the outbox is not in the index."""
    state = engine.state()
    if state is None:
        raise IndexMissing
    progress = Progress.from_json(state.progress)
    return any(row.number <= last for row in rows_after(progress))
