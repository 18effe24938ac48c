"""`manage.py count_searches`: makes the numbers of days and months anew from the whole log."""

from django.core.management.base import BaseCommand

from search.logbook.days import count_days


class Command(BaseCommand):
    help = "Count all searches that are still in the log, day by day. `run_daily` counts the new ones."

    def handle(self, *_args, **_options):
        self.stdout.write(f"{count_days()} searches counted")
