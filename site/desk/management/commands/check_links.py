"""`manage.py check_links`: asks once whether the links that readers meet lead somewhere."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from desk.links.asking import Rules
from desk.links.links import take_in
from desk.links.run import Limits, run
from desk.quality.jobs import broken_links
from desk.quality.keeping import write


class Command(BaseCommand):
    help = "Ask whether links lead somewhere. A link is broken when it fails on two days in a row."

    def add_arguments(self, parser):
        parser.add_argument(
            "--most", type=int, default=settings.LINKS_A_DAY, metavar="N", help="Links to ask."
        )
        parser.add_argument("--seconds", type=int, default=3_600, metavar="N", help="When to stop.")

    def handle(self, *, most: int, seconds: int, **_options):
        if not most:
            self.stdout.write("LINKS_A_DAY is 0: no link is asked.")
            return
        take_in()
        report = run(Limits(links=most, seconds=seconds), Rules(user_agent=settings.LINKS_USER_AGENT))
        difference = broken_links()
        write(difference)
        self.stdout.write(
            f"Asked {report.checked} links, {report.failed} without success; {report.left} are still due. "
            f"Broken links: {len(difference.new)} more, {len(difference.gone)} mended."
        )
        if report.is_cut_off:
            raise CommandError(
                "Most websites seem to be away, so none of it counts: may this machine go out?"
            )
