"""`manage.py demo_people`: people of the demo's partners, a coordinator, and what waits for them."""

from django.core.management.base import BaseCommand, CommandError

from desk.demo.making import has_people, make_people_and_what_waits
from directory.imports.demo import is_loaded


class Command(BaseCommand):
    help = "Add people to the demo, and things to decide about. `sign_in_link` lets one in as any of them."

    def handle(self, *_args, **_options):
        if not is_loaded():
            raise CommandError("There is no demo here. Run first: manage.py demo")
        if has_people():
            raise CommandError("The demo has its people already.")
        addresses = make_people_and_what_waits()
        self.stdout.write(f"{len(addresses)} people: {', '.join(addresses)}")
