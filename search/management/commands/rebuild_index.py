"""Make the search index anew."""

import time

from django.core.management.base import BaseCommand, CommandError
from filelock import Timeout

from search.engines import get_engine
from search.outbox import Progress, ask_for_rebuild
from search.worker import Worker, writer_lock

#: Seconds to wait for a running server to do it
PATIENCE = 600


class Command(BaseCommand):
    help = (
        "Make the search index anew from the database; the old one serves until the new one is complete. "
        "Where a server runs on this host, it is asked to do it."
    )

    def handle(self, **_options):
        began = time.monotonic()
        listings = self._rebuild()
        self.stdout.write(f"{listings} listings indexed in {time.monotonic() - began:.1f} s")

    def _rebuild(self) -> int:
        engine = get_engine()
        try:
            with writer_lock():
                return Worker(engine).rebuild("by command").listings
        except Timeout:
            return self._wait_for(ask_for_rebuild(), engine)

    def _wait_for(self, number: int, engine) -> int:
        """Wait until the index that serves has come to a row of the outbox; returns the listings in it."""
        self.stdout.write("A running server makes the index anew.")
        give_up_at = time.monotonic() + PATIENCE
        while time.monotonic() < give_up_at:
            state = engine.state()
            if state and Progress.from_json(state.progress).has_done(number):
                return state.services
            time.sleep(0.2)
        raise CommandError("The server has not made the index anew in time. Its log says why.")
