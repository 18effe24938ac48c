"""`manage.py demo_searches`: two years of invented searches, for the demo's board of unmet need."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from search.logbook.demo import make_searches
from search.models import SearchLog, SearchMonth


class Command(BaseCommand):
    help = "Make two years of searches where none are counted yet. For demonstrations only."

    def handle(self, *_args, **_options):
        if SearchLog.objects.exists() or SearchMonth.objects.exists():
            raise CommandError("There are searches already; invented ones would be mixed with them.")
        self.stdout.write(f"{make_searches(timezone.localdate())} searches made")
