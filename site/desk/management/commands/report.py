"""`manage.py report`: the figures of a period as a page for paper, as lines, as a spreadsheet, by mail."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import override

from desk.figures.asked import Asked
from desk.figures.files import as_csv, report_as_csv, report_as_sheet
from desk.figures.periods import Period
from desk.figures.report import report
from desk.figures.section import section
from desk.figures.subjects import SUBJECTS
from desk.figures.written import as_page, send_report


class Command(BaseCommand):
    help = "Write or send a report of a year (2026), of a quarter (2026-Q3), or of the last twelve months."

    def add_arguments(self, parser):
        parser.add_argument("--period", default="", metavar="PERIOD")
        parser.add_argument("--language", default=settings.LANGUAGE_CODE, choices=dict(settings.LANGUAGES))
        parser.add_argument("--figure", choices=SUBJECTS, help="one figure alone, as CSV")
        parser.add_argument("--by", default="", help="what this figure is divided by")
        parser.add_argument("--mail", action="append", default=[], metavar="ADDRESS")
        parser.add_argument("--file", type=Path, help=".html, .csv or .xlsx; without it CSV is printed")

    def handle(self, *_args, period, language, **options):
        today = timezone.localdate()
        chosen = Period.read(period, today)
        if chosen.code != period:
            raise CommandError(f"{period} is no year and no quarter that has begun, such as 2026 or 2026-Q3.")
        with override(language):
            if options["figure"]:
                self._write(self._one(options, chosen, today), options["file"])
                return
            found = report(chosen, today)
            for address in options["mail"]:
                send_report(found, to=address, language=language)
            if options["file"] or not options["mail"]:
                self._write(_as(found, options["file"]), options["file"])

    def _one(self, options: dict, period: Period, today) -> str:
        subject = SUBJECTS[options["figure"]]
        if options["by"] not in ("", *subject.ways):
            raise CommandError(f"--by is one of: {', '.join(subject.ways)}")
        asked = Asked.read(subject, {"by": options["by"], "period": period.code}, today)
        return as_csv(section(asked, today).table)

    def _write(self, content: str | bytes, file: Path | None) -> None:
        if file is None:
            self.stdout.write(content.removeprefix("\ufeff"), ending="")
            return
        try:
            file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}") from error


def _as(found, file: Path | None) -> str | bytes:
    kinds = {".html": as_page, ".csv": report_as_csv, ".xlsx": report_as_sheet}
    ending = file.suffix if file else ".csv"
    if ending not in kinds:
        raise CommandError(f"{file} has to end with {', '.join(kinds)}")
    return kinds[ending](found)
