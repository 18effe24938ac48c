"""`manage.py benchmark_desk`: how fast the coordinators' screens are, and how fast searches are counted."""

import json

from django.core.management.base import BaseCommand
from django.utils import timezone

from desk.benchmark import measure_counting, measure_figures, measure_screens
from desk.benchmark_rows import (
    make_log,
    make_page_counts,
    make_partners,
    make_residents_of_years,
    make_waiting,
)
from desk.log.measuring import make_entries
from search.benchmark.listings import generated_listings


class Command(BaseCommand):
    help = (
        "Fill a database of its own with listings and searches, and measure. Prints JSON. "
        "Needs collected style sheets: manage.py collectstatic --no-input."
    )

    def add_arguments(self, parser):
        parser.add_argument("--listings", type=int, default=2_000, metavar="N")
        parser.add_argument("--partners", type=int, default=1_000, metavar="N")
        parser.add_argument("--searches", type=int, default=1_000_000, metavar="N")
        parser.add_argument("--acts", type=int, default=1_000_000, metavar="N")
        parser.add_argument("--waiting", type=int, default=500, metavar="N")

    def handle(self, *, listings: int, partners: int, searches: int, acts: int, waiting: int, **_options):
        with generated_listings(listings):
            make_partners(partners)
            make_log(searches, seed=1)
            make_entries(acts, seed=1)
            make_waiting(waiting)
            figures = {
                "listings": listings,
                "partners": partners,
                "searches": searches,
                "acts": acts,
                "counting": measure_counting(),
                "pages_shown": make_page_counts(seed=1),
                "figures": measure_figures(),
                "residents": make_residents_of_years(timezone.localdate()),
                "screens": measure_screens(),
            }
        self.stdout.write(json.dumps(figures, indent=2))
