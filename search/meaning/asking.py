"""Vectors of queries: made by one thread, remembered, and not waited for too long."""

import logging
import os
import threading
import time
from collections import OrderedDict
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from itertools import takewhile

import numpy as np

from search.meaning.model import get_model
from search.meaning.weights import get_weights

#: Seconds a reader waits at most: a page that finds less is worth more than one that is late, and whoever
#: comes later with the same words gets what was made meanwhile
MODEL_PATIENCE = 0.15
#: Texts remembered, 1.5 kB each: a query is one, or two where it is also read in Finnish
MOST_REMEMBERED = 4_000
#: Texts that wait for the thread: what more is asked is answered without the model
MOST_WAITING = 16

logger = logging.getLogger(__name__)


class Asking:
    """The vectors of queries of one process."""

    def __init__(self) -> None:
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="meaning")
        self.lock = threading.Lock()
        self.known: OrderedDict[str, Future[np.ndarray | None]] = OrderedDict()

    def vectors(self, texts: Iterable[str], patience: float | None) -> list[np.ndarray] | None:
        """The centred vectors of a query's texts, the first ones that are there in time; None without any."""
        asked = [self._future(" ".join(text.split())) for text in texts]
        return _in_time(asked, patience) or None

    def _future(self, text: str) -> Future[np.ndarray | None] | None:
        with self.lock:
            known = self.known.pop(text, None)
            if known is None and sum(not each.done() for each in self.known.values()) >= MOST_WAITING:
                return None
            self.known[text] = known or self.thread.submit(self._vector, text)
            while len(self.known) > MOST_REMEMBERED:
                self.known.popitem(last=False)
            return self.known[text]

    def _vector(self, text: str) -> np.ndarray | None:
        """Make one, in the thread; None where the model fails, and whoever asks again has it tried again."""
        try:
            return get_weights().centred_query(get_model().query(text))
        except Exception:
            logger.exception("The sentence model failed")
            with self.lock:
                self.known.pop(text, None)
            return None


def query_vectors(texts: Iterable[str], patience: float | None = MODEL_PATIENCE) -> list[np.ndarray] | None:
    """The centred vectors of a query's texts, the first ones that are there in time; None without any."""
    if get_model() is None or get_weights() is None:
        return None
    # Threads do not live on in a process that was divided
    return _asking(os.getpid()).vectors(texts, patience)


def _in_time(asked: Iterable[Future[np.ndarray | None] | None], patience: float | None) -> list[np.ndarray]:
    until = None if patience is None else time.monotonic() + patience
    found: list[np.ndarray] = []
    for each in takewhile(bool, asked):
        try:
            vector = each.result(None if until is None else max(0.0, until - time.monotonic()))
        except TimeoutError:
            break
        if vector is None:
            break
        found.append(vector)
    return found


@cache
def _asking(_process: int) -> Asking:
    return Asking()
