"""`manage.py demo`: an imagined Helsinki to look at, or many synthetic listings to measure with."""

import json
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from directory.imports import demo, synthetic
from directory.imports.problems import RefusedError
from directory.imports.removal import remove_everything_of
from directory.models import Area, TaxonomyTerm
from directory.signals import demo_removed

HINT = "The index does not know these listings yet. Run: manage.py rebuild_index"


class Command(BaseCommand):
    help = "Load the demo data. Run again it adds what is missing and changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("--folder", type=Path, default=demo.FOLDER, help="where the TOML files are")
        parser.add_argument("--reset", action="store_true", help="remove what this command has made")
        parser.add_argument("--listings", type=int, metavar="N", help="make N synthetic listings instead")
        parser.add_argument("--seed", type=int, default=1, help="another number, other synthetic listings")

    def handle(self, *_args, **options):
        if options["reset"]:
            self._reset()
            return
        if not (Area.objects.exists() and TaxonomyTerm.objects.exists()):
            raise CommandError("There is no vocabulary yet. Run first: manage.py load_vocabulary")
        if options["listings"] is not None:
            self._make_listings(options["listings"], options["seed"])
        else:
            self._load(options["folder"])

    def _load(self, folder: Path) -> None:
        report = demo.load_demo(folder)
        for kind in sorted(report.added | report.unchanged):
            self.stdout.write(f"{kind}: {report.added[kind]} added, {report.unchanged[kind]} unchanged")
        for problem in report.problems:
            self.stderr.write(str(problem))
        if report.problems:
            raise CommandError(f"{len(report.problems)} entries could not be loaded.")

    def _make_listings(self, count: int, seed: int) -> None:
        try:
            figures = synthetic.make_listings(count, seed=seed)
        except RefusedError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(asdict(figures), indent=2))
        self.stderr.write(HINT)

    def _reset(self) -> None:
        demo_removed.send(sender=type(self))
        for source in (synthetic.SOURCE, demo.SOURCE):
            removed, kept = remove_everything_of(source)
            for name, count in removed.items():
                self.stdout.write(f"{source} {name}: {count} removed")
            for instance in kept:
                self.stderr.write(f"{source} {instance._meta.model_name} {instance}: kept, others use it")
