"""`manage.py benchmark_load`: how many pages of results and suggestions a site answers, and how fast."""

import json

from django.core.management.base import BaseCommand
from django.utils import timezone

from search.benchmark.listings import generated_listings
from search.benchmark.load import measure_load
from search.duties.worker import Worker
from search.engines import get_engines


class Command(BaseCommand):
    help = (
        "Make listings in a database and indexes of their own, serve them by the processes of a deployment, "
        "and ask for results and suggestions: of Elasticsearch where ELASTICSEARCH_URL is set. Prints JSON. "
        "Needs collected style sheets: manage.py collectstatic --no-input."
    )

    def add_arguments(self, parser):
        parser.add_argument("--listings", type=int, default=10_000, metavar="N", help="how many are made")
        parser.add_argument("--clients", type=int, default=8, metavar="N", help="readers at a time")
        parser.add_argument(
            "--requests", type=int, default=800, metavar="N", help="how many of each are measured"
        )

    def handle(self, *, listings: int, clients: int, requests: int, **_options):
        with generated_listings(listings) as folder:
            engines = get_engines()
            try:
                for each in engines:
                    Worker(each).rebuild("to be measured")
                first = engines[-1]
                figures = measure_load(first, folder, clients=clients, requests=requests, now=timezone.now())
            finally:
                for each in engines:
                    if each.is_shared:
                        each.generations.delete_all()
        said = {"engine": first.name, "listings": listings, "clients": clients, "requests": requests}
        self.stdout.write(json.dumps(said | figures, indent=2))
