"""`manage.py maintenance_page > maintenance.html`: what a proxy shows while the site is away."""

from django.core.management.base import BaseCommand

from config.maintenance import maintenance_page


class Command(BaseCommand):
    help = "Print a page in every offered language that says that the site is being updated."
    # Needs no database, which may be what is being updated
    requires_system_checks = []

    def handle(self, *_args, **_options):
        self.stdout.write(maintenance_page(), ending="")
