"""`manage.py load_vocabulary`: areas, topics, target groups and the codes of the national register."""

from django.core.management.base import BaseCommand, CommandError

from directory.imports.problems import RefusedError
from directory.imports.vocabulary import load_vocabulary


class Command(BaseCommand):
    help = "Load the shipped vocabulary. Run again it brings in what is new; what people changed here stays."

    def handle(self, *_args, **_options):
        try:
            tallies = load_vocabulary()
        except RefusedError as error:
            raise CommandError(str(error)) from error
        for name, tally in tallies.items():
            self.stdout.write(
                f"{name}: {tally.added} added, {tally.changed} changed, {tally.unchanged} unchanged"
            )
