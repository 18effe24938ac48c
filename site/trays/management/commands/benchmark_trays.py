"""`manage.py benchmark_trays`: how fast trays open, many of them, for several readers at a time."""

import json

from django.core.management.base import BaseCommand

from search.benchmark.listings import generated_listings
from trays.benchmark import SERVICES_EACH, make_trays, measure

LISTINGS = 500


class Command(BaseCommand):
    help = (
        "Make trays in a database of their own, serve them by the processes of a deployment and open them. "
        "Prints JSON. Needs collected style sheets: manage.py collectstatic --no-input."
    )

    def add_arguments(self, parser):
        parser.add_argument("--trays", type=int, default=20_000, metavar="N", help="how many are made")
        parser.add_argument("--clients", type=int, default=8, metavar="N", help="readers at a time")
        parser.add_argument("--requests", type=int, default=800, metavar="N", help="how many are measured")

    def handle(self, *, trays: int, clients: int, requests: int, **_options):
        with generated_listings(LISTINGS) as folder:
            keys = make_trays(trays, seed=1)
            times = measure(keys, folder, clients=clients, requests=requests)
        figures = {
            "trays": trays,
            "services_each": SERVICES_EACH,
            "clients": clients,
            "requests": requests,
            "ms": times,
        }
        self.stdout.write(json.dumps(figures, indent=2))
