"""A worker for each engine, and one for what goes on beside them: none keeps another waiting."""

import atexit
import threading
from dataclasses import dataclass, field

from search.duties.chores import Chores
from search.duties.duty import Duty
from search.duties.worker import Worker
from search.engines import get_engines

#: Seconds until a process that ends leaves its workers alone, and between two looks at them
PATIENCE, CHECKED_EVERY = 5.0, 1.0


@dataclass
class Workers:
    """The workers of this process, each in a thread of its own."""

    stop: threading.Event = field(default_factory=threading.Event)
    threads: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        duties: dict[str, Duty] = {f"worker-{engine.name}": Worker(engine) for engine in get_engines()}
        for name, duty in {**duties, "chores": Chores()}.items():
            named = f"search-{name}"
            self.threads.append(threading.Thread(target=duty.run, args=(self.stop,), name=named, daemon=True))
        for thread in self.threads:
            thread.start()

    def wait(self) -> bool:
        """Wait until they are told to stop; returns False when one has ended by itself."""
        while not self.stop.wait(CHECKED_EVERY):
            if not all(thread.is_alive() for thread in self.threads):
                return False
        return True

    def end(self, patience: float | None = None) -> None:
        self.stop.set()
        for thread in self.threads:
            thread.join(patience)


def start_in_background() -> None:
    """Run workers beside the requests of this process, until it ends. Call it after a fork, not before."""
    workers = Workers()
    workers.start()
    atexit.register(workers.end, PATIENCE)
