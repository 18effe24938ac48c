"""Make the search index anew."""

import time

from django.core.management.base import BaseCommand, CommandError
from filelock import Timeout

from search.duties.worker import Worker, writer_lock
from search.engines import Engine, EngineAway, IndexState, get_engines
from search.indexing.consumers import consumer_of, turn_of
from search.indexing.outbox import AWAITED_FOR, Progress, ask_for_rebuild
from search.indexing.rebuild import IncompleteIndex, Rebuilt
from search.models import Consumer

#: Seconds to wait for a running server to do it
PATIENCE = AWAITED_FOR.total_seconds()
#: Seconds between two lines that say how far it is
EVERY = 1.0


class Command(BaseCommand):
    help = (
        "Make the search index anew from the database; the old one serves until the new one is complete. "
        "Where a server runs on this host, it is asked to do it."
    )

    def add_arguments(self, parser):
        names = [engine.name for engine in get_engines()]
        parser.add_argument("--engine", choices=names, help="only the index of this engine")

    def handle(self, *, engine: str | None, **_options):
        busy, away = [], []
        for each in get_engines():
            if engine not in (None, each.name):
                continue
            try:
                busy += [] if self._rebuild(each) else [each]
            except EngineAway as error:
                away.append(f"The index of {each.name} was not made anew: {error}")
        if busy:
            self._wait_for(ask_for_rebuild(), busy)
        if away:
            raise CommandError("\n".join(away))

    def _rebuild(self, engine: Engine) -> bool:
        """Whether nobody else writes this index, and it was made anew."""
        began = time.monotonic()
        try:
            with writer_lock(engine):
                rebuilt = self._in_turn(engine)
        except Timeout:
            return False
        except IncompleteIndex as error:
            raise CommandError(f"The old index of {engine.name} goes on serving: {error}") from error
        if rebuilt:
            self._say_done(engine, rebuilt.listings, time.monotonic() - began)
        return rebuilt is not None

    def _in_turn(self, engine: Engine) -> Rebuilt | None:
        worker, report = Worker(engine), Counter(self.stdout, engine)
        if not engine.is_shared:
            return worker.rebuild("by command", report)
        with turn_of(worker.consumer) as is_ours:
            return worker.rebuild("by command", report) if is_ours else None

    def _wait_for(self, number: int, engines: list[Engine]) -> None:
        """Wait until indexes that serve have come to a row of the outbox."""
        self.stdout.write("A running server makes the index anew.")
        self.stdout.flush()
        began, told = time.monotonic(), set()
        counters = {consumer_of(engine): Counter(self.stdout, engine) for engine in engines}
        while time.monotonic() < began + PATIENCE:
            states = [self._state(engine, told) for engine in engines]
            if all(state and Progress.from_json(state.progress).has_done(number) for state in states):
                for engine, state in zip(engines, states, strict=True):
                    self._say_done(engine, state.services, time.monotonic() - began)
                return
            for worker in Consumer.objects.filter(name__in=counters):
                counters[worker.name](worker.done, worker.total)
            time.sleep(0.2)
        raise CommandError("The server has not made the index anew in time. Its log says why.")

    def _state(self, engine: Engine, told: set[str]) -> IndexState | None:
        """None also while it is away, which is told once: whoever makes it anew waits for it, too."""
        try:
            return engine.state()
        except EngineAway as error:
            if engine.name not in told:
                self.stdout.write(f"Waiting for {engine.name}: {error}")
                self.stdout.flush()
            told.add(engine.name)
            return None

    def _say_done(self, engine: Engine, listings: int, seconds: float) -> None:
        self.stdout.write(f"{listings} listings indexed in {seconds:.1f} s ({engine.name})")


class Counter:
    """Says how far it is, once a second where there is news: in place where somebody watches."""

    def __init__(self, output, engine: Engine):
        self.output, self.engine, self.next_at, self.said = output, engine.name, time.monotonic() + EVERY, 0

    def __call__(self, done: int, total: int) -> None:
        if time.monotonic() < self.next_at or not total or done == self.said:
            return
        self.next_at, self.said = time.monotonic() + EVERY, done
        is_watched = self.output.isatty()
        self.output.write(f"{done} of {total} listings ({self.engine})", ending="\r" if is_watched else "\n")
        self.output.flush()
