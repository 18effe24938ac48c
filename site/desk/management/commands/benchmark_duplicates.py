"""`manage.py benchmark_duplicates`: how fast likely duplicates are found, and how many of them are right."""

import json
from io import StringIO

from django.core.management import call_command
from django.core.management.base import BaseCommand

from desk.duplicates import measuring_partners
from desk.duplicates.measuring import measure, measure_speed, plant
from directory.imports.demo import load_demo
from search.benchmark.listings import generated_listings
from search.throwaway_database import throwaway_database


class Command(BaseCommand):
    help = "Fill databases of its own with marked pairs and with many listings, and measure. Prints JSON."

    def add_arguments(self, parser):
        parser.add_argument("--listings", type=int, default=10_000, metavar="N", help="0: the pairs alone")

    def handle(self, *, listings: int, **_options):
        with throwaway_database():
            call_command("load_vocabulary", verbosity=0, stdout=StringIO())
            load_demo()
            partners = measuring_partners.measure(measuring_partners.plant())
            figures = {"marked": measure(plant()), "partners": partners}
        if listings:
            with generated_listings(listings):
                figures |= {"listings": listings, "speed": measure_speed()}
        self.stdout.write(json.dumps(figures, indent=2, ensure_ascii=False))
