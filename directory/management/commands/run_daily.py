"""`manage.py run_daily`: everything that is due once a day, for a timer of the machine."""

import logging

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from directory import daily

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Do what is due once a day. Running it twice is safe."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Say what would be done, and do nothing.")

    def handle(self, *_args, dry_run, **_options):
        now = timezone.now()
        failed = [name for name, step in daily.steps().items() if not self._run(name, step, now, dry_run)]
        if failed:
            raise CommandError(f"Not all could be done: {', '.join(failed)}. The log says why.")

    def _run(self, name: str, step: daily.Step, now, dry_run: bool) -> bool:
        """Do the errands of a step. One that fails keeps no other from being done."""
        is_done, number = True, 0
        for errand in step(now):
            number += 1
            self.stdout.write(f"{name}: {'would ' if dry_run else ''}{errand.words}")
            is_done &= dry_run or self._do(name, errand)
        if not number:
            self.stdout.write(f"{name}: nothing to do")
        return is_done

    def _do(self, name: str, errand: daily.Errand) -> bool:
        try:
            with transaction.atomic():
                errand.do()
        except Exception:
            logger.exception("Daily step %s: could not %s", name, errand.words)
            return False
        return True
