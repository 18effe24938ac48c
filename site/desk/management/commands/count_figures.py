"""`manage.py count_figures`: the figures of reports, counted anew."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from desk.figures.counting import count_figures


class Command(BaseCommand):
    help = "Count the figures of today, and of all months of which searches and pages are still kept."

    def handle(self, *_args, **_options):
        counted = count_figures(timezone.localdate(), is_anew=True)
        self.stdout.write(f"{counted.figures} figures made of {counted.rows} rows")
