"""Keep the search index up to date, in a process of its own."""

import signal
import threading

from django.core.management.base import BaseCommand

from search.engines import get_engine
from search.worker import Worker


class Command(BaseCommand):
    help = (
        "Keep the search index of this host up to date until the process ends. Web processes do that too, "
        "unless SEARCH_WORKER_IN_WEB is off; whoever comes first works, the others stand by."
    )

    def handle(self, **_options):
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        Worker(get_engine()).run(stop)
