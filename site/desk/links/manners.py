"""One request at a time for each website, with a pause after it."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0


class Manners:
    """Kept by all threads of a run together: redirects lead from one website to another."""

    def __init__(self, pause: float, *, clock: Callable = time.monotonic, sleep: Callable = time.sleep):
        self.pause, self.clock, self.sleep = pause, clock, sleep
        self.hosts: dict[str, Host] = defaultdict(Host)
        self.lock = threading.Lock()

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        with self.lock:
            known = self.hosts[host]
        with known.lock:
            self.sleep(max(0, known.free_at - self.clock()))
            try:
                yield
            finally:
                known.free_at = self.clock() + self.pause
