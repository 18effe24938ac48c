"""`manage.py benchmark_pages`: what pages cost on this machine with the listings that are in the database."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.templatetags.static import static

from config.benchmark import measure
from config.static import bundle_names, bundle_path
from directory.models import Service
from search.engines import get_engine

COLLECT = "manage.py collectstatic --no-input"


def missing_stylesheet() -> str:
    """The first style sheet that pages link and that is not collected, or not since it is there; or empty."""
    for name in bundle_names():
        try:
            static(bundle_path(name))
        except ValueError:
            return bundle_path(name)
    return ""


@contextmanager
def without_request_lines() -> Iterator[None]:
    """Leave out the log's line of each request: they would stand between those of the answer."""
    log = logging.getLogger("config.request_log")
    level = log.level
    log.setLevel(logging.WARNING)
    try:
        yield
    finally:
        log.setLevel(level)


class Command(BaseCommand):
    help = (
        "Measure the front page, results and a listing: CPU time, queries and bytes, each as a multiple of a "
        "bare page of twenty listings. Prints JSON."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--requests", type=int, default=30, metavar="N", help="how often each page is asked for"
        )
        parser.add_argument("--language", default=settings.LANGUAGE_CODE, help="of the pages")

    def handle(self, *, requests, language, **_options):
        if not Service.objects.public().filter(service_at_locations__isnull=False).exists():
            raise CommandError("There are no listings to measure. Run first: manage.py demo --listings 10000")
        if get_engine().state() is None:
            raise CommandError("There is no index yet. Run first: manage.py rebuild_index")
        if missing := missing_stylesheet():
            raise CommandError(f"There is no {missing} among the collected files. Run first: {COLLECT}")
        with without_request_lines():
            figures = measure(requests, language)
        self.stdout.write(json.dumps(figures, indent=2, ensure_ascii=False))
