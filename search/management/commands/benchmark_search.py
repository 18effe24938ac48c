"""`manage.py benchmark_search`: how fast an engine finds, beside the engine without our layers."""

import json

from django.core.management.base import BaseCommand, CommandError

from search.benchmark.listings import generated_listings
from search.benchmark.measuring import measure
from search.engines import get_engines


class Command(BaseCommand):
    help = (
        "Make listings in a database and an index of their own, search them in many ways, and print how long "
        "it took: the engine alone, ours with the same words and facets, and a search as a view makes it."
    )

    def add_arguments(self, parser):
        parser.add_argument("--listings", type=int, default=10_000, metavar="N", help="how many are made")
        parser.add_argument("--engine", default="embedded", help="embedded (the default) or elasticsearch")
        parser.add_argument("--searches", type=int, default=400, metavar="N", help="how many are measured")
        parser.add_argument("--json", action="store_true", help="on one line")

    def handle(self, *, listings: int, engine: str, searches: int, json: bool, **_options):
        if engine not in {each.name for each in get_engines()}:
            raise CommandError(f"There is no engine {engine}. For elasticsearch set ELASTICSEARCH_URL.")
        with generated_listings(listings) as folder:
            [chosen] = [each for each in get_engines() if each.name == engine]
            try:
                figures = measure(chosen, folder, searches)
            finally:
                if chosen.is_shared:
                    chosen.generations.delete_all()
        self.stdout.write(_written(figures, indent=None if json else 2))


def _written(figures: dict, indent: int | None) -> str:
    return json.dumps(figures, indent=indent)
