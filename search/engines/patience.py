"""How long a reader waits for an engine that may be away: one time for all that a page asks of it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from search.engines.errors import EngineAway, OutOfPatience

#: Seconds for all answers to one reader (DESIGN D13)
READING = 2.0
#: Seconds for one answer: what takes as long is too slow, however much else was asked
TOO_SLOW = 1.0


class Patience:
    """The time that is waited for any number of answers."""

    def __init__(self, seconds: float = READING):
        self.seconds = self.left = seconds
        self.longest = 0.0

    @contextmanager
    def waiting(self) -> Iterator[float]:
        """Wait for an answer; gives the seconds that are left for it. Raises EngineAway when none are."""
        if self.left <= 0:
            raise self.over()
        began = time.monotonic()
        try:
            yield self.left
        finally:
            took = time.monotonic() - began
            self.left -= took
            self.longest = max(self.longest, took)

    def over(self) -> EngineAway:
        """What to raise when an answer is late. Many quick ones before it are no fault of the engine."""
        if self.longest < TOO_SLOW:
            return OutOfPatience(f"all that was asked has taken {self.seconds:g} s")
        return EngineAway(f"it does not answer within {self.seconds:g} s")


_reader: ContextVar[Patience | None] = ContextVar("patience", default=None)


@contextmanager
def one_reader(seconds: float = READING) -> Iterator[None]:
    """Whatever is asked meanwhile is for one reader, who waits once for all of it."""
    token = _reader.set(Patience(seconds))
    try:
        yield
    finally:
        _reader.reset(token)


def patience_of_now(seconds: float) -> Patience:
    """That of the reader who is being answered; where there is none, so many seconds for one question."""
    return _reader.get() or Patience(seconds)
