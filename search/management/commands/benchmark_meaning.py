"""`manage.py benchmark_meaning`: what topics and the sentence model cost, beside the least that they can."""

import json
from dataclasses import asdict, replace

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.test.utils import override_settings

from search.benchmark.beyond_words import measure_beyond_words
from search.benchmark.listings import generated_listings
from search.engines import get_engines
from search.meaning.model import is_installed


class Command(BaseCommand):
    help = (
        "Make listings in a database and an embedded index of their own, search them for what people type in "
        "all languages, serve them by the processes of a deployment, and have new listings read. Prints time "
        "of the processor, seconds and memory, each with its floor and its goal. Needs Linux, the sentence "
        "model and collected style sheets: manage.py collectstatic --no-input."
    )

    def add_arguments(self, parser):
        parser.add_argument("--listings", type=int, default=10_000, metavar="N", help="how many are made")
        parser.add_argument("--queries", type=int, default=300, metavar="N", help="how many are measured")
        parser.add_argument(
            "--changed", type=int, default=300, metavar="N", help="how many new listings the worker reads"
        )
        parser.add_argument("--json", action="store_true", help="on one line")

    def handle(self, *, listings: int, queries: int, changed: int, **options):
        if not is_installed():
            raise CommandError("There is no sentence model for this machine.")
        embedded = replace(settings.ELASTICSEARCH, url="")
        with generated_listings(listings) as folder, override_settings(ELASTICSEARCH=embedded):
            [engine] = get_engines()
            figures = measure_beyond_words(engine, folder, queries=queries, changed=changed)
        said = {"listings": listings, "queries": queries, "changed": changed}
        said |= {name: asdict(figure) for name, figure in figures.items()}
        self.stdout.write(json.dumps(said, indent=None if options["json"] else 2))
