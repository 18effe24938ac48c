"""`manage.py load_vocabulary`: areas, topics, target groups and the codes of the national register."""

from django.core.management.base import BaseCommand

from directory.imports.vocabulary import load_vocabulary


class Command(BaseCommand):
    help = "Load the shipped vocabulary. Run again it brings in what is new; what people changed here stays."

    def handle(self, *_args, **_options):
        for name, tally in load_vocabulary().items():
            self.stdout.write(
                f"{name}: {tally.added} added, {tally.changed} changed, {tally.unchanged} unchanged"
            )
