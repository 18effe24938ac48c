"""`manage.py demo_figures`: two years of invented page counts and figures, for the demo's reports."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from desk.figures.demo import make_figures
from desk.models import Figure
from readership.models import PageCount


class Command(BaseCommand):
    help = "Make two years of figures where none are counted yet. For demonstrations only."

    def handle(self, *_args, **_options):
        if PageCount.objects.exists() or Figure.objects.exists():
            raise CommandError("There are figures already; invented ones would be mixed with them.")
        self.stdout.write(f"{make_figures(timezone.localdate())} figures made")
