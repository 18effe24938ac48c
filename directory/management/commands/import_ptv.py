"""`manage.py import_ptv FOLDER [--publish]`: services of the Finnish Service Catalogue as listings."""

from pathlib import Path
from typing import IO

from django.core.management.base import BaseCommand, CommandError

from directory.imports.problems import RefusedError
from directory.imports.ptv.running import import_folder


def printable(line: str, output: IO[str]) -> str:
    """A line with what its reader's terminal has no character for written as a number."""
    encoding = getattr(output, "encoding", None) or "utf-8"
    return line.encode(encoding, "backslashreplace").decode(encoding)


class Command(BaseCommand):
    help = "Bring in PTV v11 payloads as drafts. Run again it changes only what changed in the source."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="a folder with services/, channels/ and organizations/")
        parser.add_argument("--publish", action="store_true", help="publish what is new or changed")

    def handle(self, *_args, folder: Path, publish: bool, **_options):
        try:
            report = import_folder(folder, is_publishing=publish)
        except RefusedError as error:
            raise CommandError(str(error)) from error
        for problem in report.problems:
            self.stderr.write(printable(str(problem), self.stderr))
        for line in report.lines():
            self.stdout.write(printable(line, self.stdout))
        if report.problems:
            raise CommandError(f"{len(report.problems)} could not be imported, see above")
