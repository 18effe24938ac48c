"""`manage.py delete_expired_trays`: what the daily step does, by hand."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from trays.changes import delete_expired


class Command(BaseCommand):
    help = "Delete the trays whose time is over, with their notes."

    def handle(self, *_args, **_options):
        self.stdout.write(f"Trays deleted: {delete_expired(timezone.now())}")
