"""`manage.py prepare`: everything between a new version, or an empty database, and serving."""

from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from directory.models import Organization, Taxonomy
from pages.models import FrontPage
from search.engines import Engine, EngineAway, get_engines


class Command(BaseCommand):
    help = "Migrate the database, fill it where it is empty, and build the index where there is none."

    def add_arguments(self, parser):
        parser.add_argument(
            "--demo-note",
            type=Path,
            help="Load the demo listings into an empty database as well, and make this file as a note of it.",
        )

    def handle(self, *_args, demo_note, **_options):
        self._migrate()
        if not (Organization.objects.exists() or Taxonomy.objects.exists()):
            self._fill(demo_note)
        elif Taxonomy.objects.exists():
            # A new version brings topics and words; what coordinators have changed stays
            call_command("load_vocabulary", stdout=StringIO())
        if not FrontPage.objects.exists():
            self._say("Making the first pages")
            call_command("load_pages", with_guides=bool(demo_note and demo_note.exists()), stdout=self.stdout)
        for engine in get_engines():
            self._build_index(engine)

    def _migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self._say("Setting up the database")
            call_command("migrate", interactive=False, verbosity=0)

    def _fill(self, demo_note: Path | None) -> None:
        """All or nothing: a start that is broken off here finds an empty database again."""
        self._say("Loading the vocabulary and demo listings" if demo_note else "Loading the vocabulary")
        with transaction.atomic():
            call_command("load_vocabulary", stdout=self.stdout)
            if demo_note:
                call_command("demo", stdout=self.stdout)
                call_command("demo_searches", stdout=self.stdout)
                call_command("demo_figures", stdout=self.stdout)
                call_command("demo_people", stdout=self.stdout)
        if demo_note:
            demo_note.touch()

    def _build_index(self, engine: Engine) -> None:
        """Where there is none. One that is away ends no start: its worker makes the index when it is back."""
        try:
            if engine.state():
                return
        except EngineAway as error:
            self.stdout.write(f"The index of {engine.name} waits: {error}")
            return
        self._say("Building the search index")
        call_command("rebuild_index", engine=engine.name, stdout=self.stdout)

    def _say(self, step: str) -> None:
        self.stdout.write(f"{step} ...")
        self.stdout.flush()
