"""Compare the search index with the database."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from search.duties.settling import NotFollowing, settle
from search.engines import Engine, EngineAway, IndexMissing, get_engines
from search.indexing.consumers import consumer_of
from search.indexing.differences import Differences, find_differences
from search.indexing.outbox import enqueue
from search.models import FailedListing, FailedRow, OutboxEntry

#: Ids that are named of each kind
SHOWN = 20


class Command(BaseCommand):
    help = (
        "Compare every listing with what the search index says of it, and name what is missing, extra or "
        "stale. Ends with 1 where something differs. With --repair the listings that differ are written anew."
    )

    def add_arguments(self, parser):
        parser.add_argument("--repair", action="store_true", help="write the listings that differ anew")

    def handle(self, *, repair: bool, **_options):
        wrong = [engine.name for engine in get_engines() if not self._is_right(engine, repair)]
        if wrong:
            raise CommandError(f"Not the same as the database: {', '.join(wrong)}.")

    def _is_right(self, engine: Engine, repair: bool) -> bool:
        try:
            differences = self._differences(engine)
            if repair and differences.repairable:
                self.stdout.write(f"{engine.name}: {len(differences.repairable)} listings are written anew.")
                _ask_for(differences)
                differences = self._differences(engine)
        except IndexMissing:
            self.stdout.write(f"{engine.name}: there is no index. Run manage.py rebuild_index.")
            return False
        except (NotFollowing, EngineAway) as error:
            raise CommandError(f"{engine.name}: {error}") from error
        self._say_set_aside(engine)
        return not differences.repairable

    def _differences(self, engine: Engine) -> Differences:
        """What differs before and after the index has followed all changes."""
        first = find_differences(engine, today=timezone.localdate())
        settle(engine)
        found = first & find_differences(engine, today=timezone.localdate()) if first.repairable else first
        self._say(engine, found)
        return found

    def _say(self, engine: Engine, found: Differences) -> None:
        for name in ("missing", "extra", "stale", "unbuildable"):
            ids = sorted(getattr(found, name))
            named = ", ".join(map(str, ids[:SHOWN])) + (" …" if len(ids) > SHOWN else "")
            self.stdout.write(f"{engine.name}: {len(ids)} {name}{f': {named}' if ids else ''}")

    def _say_set_aside(self, engine: Engine) -> None:
        for model in (FailedRow, FailedListing):
            for failed in model.objects.filter(consumer=consumer_of(engine)):
                self.stdout.write(f"Set aside: {failed}")


def _ask_for(differences: Differences) -> None:
    with transaction.atomic():
        for service_id in sorted(differences.repairable):
            enqueue(OutboxEntry.Kind.SERVICE, service_id)
