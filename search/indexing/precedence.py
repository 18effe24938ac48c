"""Changes go ahead of what may wait, where one process works on both: its threads share one interpreter."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Precedence:
    """Who is ahead of whom in one process."""

    def __init__(self) -> None:
        self._changed, self._ahead = threading.Condition(), 0

    @contextmanager
    def ahead(self) -> Iterator[None]:
        """While it lasts others give way."""
        with self._changed:
            self._ahead += 1
        try:
            yield
        finally:
            with self._changed:
                self._ahead -= 1
                self._changed.notify_all()

    def give_way(self, at_most: float) -> None:
        """Wait for those who are ahead, so many seconds at most: a flow of changes holds nothing up."""
        with self._changed:
            self._changed.wait_for(lambda: not self._ahead, timeout=at_most)


#: Of this process: changes of people before what listings are about
changes = Precedence()
