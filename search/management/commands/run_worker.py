"""Keep the search index up to date, in a process of its own."""

import signal

from django.core.management.base import BaseCommand, CommandError

from search.duties.workers import Workers


class Command(BaseCommand):
    help = (
        "Keep the search index of this host, and that of Elasticsearch where there is one, up to date until "
        "the process ends. Web processes do that too, unless SEARCH_WORKER_IN_WEB is off; whoever comes "
        "first works, the others stand by."
    )

    def handle(self, **_options):
        workers = Workers()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: workers.stop.set())
        workers.start()
        is_told = workers.wait()
        workers.end()
        if not is_told:
            raise CommandError("A worker has ended. Its log says why.")
