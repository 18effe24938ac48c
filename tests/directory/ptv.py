"""Payloads of the national register for tests: a small folder of our own, and ways to change a copy of it."""

import json
import shutil
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command

from directory.models import ImportedRecord, Location, Service

FOLDER = Path(__file__).resolve().parents[1] / "data" / "ptv"

CITY = "c1000000-0000-4000-8000-000000000001"
CLUB = "a1000000-0000-4000-8000-000000000001"  # a meeting place of the city with every kind of channel
NIGHT = "a1000000-0000-4000-8000-000000000002"  # a night café of an association without a payload
HALL = "b1000000-0000-4000-8000-000000000001"  # where the club meets: two addresses
LINE = "b1000000-0000-4000-8000-000000000002"  # its phone
CAFE = "b1000000-0000-4000-8000-000000000004"  # where the night café is


def copy_to(folder: Path) -> Path:
    return Path(shutil.copytree(FOLDER, folder / "ptv"))


def change(folder: Path, kind: str, identifier: str, **fields) -> None:
    """Set fields of one payload."""
    path = folder / kind / f"{identifier}.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **fields}))


def rename(folder: Path, identifier: str, name: str) -> None:
    change(folder, "services", identifier, serviceNames=[{"language": "fi", "value": name, "type": "Name"}])


def run(folder: Path = FOLDER, *options: str) -> str:
    """What the import prints."""
    out = StringIO()
    call_command("import_ptv", str(folder), *options, stdout=out)
    return out.getvalue()


def last_line(printed: str) -> str:
    return printed.strip().splitlines()[-1]


def run_failing(folder: Path) -> tuple[str, str, int]:
    """What an import that fails prints to its two outputs, and its exit code."""
    out, err = StringIO(), StringIO()
    try:
        call_command("import_ptv", str(folder), stdout=out, stderr=err)
    except CommandError as error:
        return out.getvalue(), err.getvalue(), error.returncode
    raise AssertionError("the import did not fail")


def service(identifier: str) -> Service:
    record = ImportedRecord.objects.get(source="ptv", kind="service", identifier=identifier)
    return Service.objects.get(pk=record.object_id)


def place(identifier: str) -> Location:
    record = ImportedRecord.objects.get(source="ptv", kind="place", identifier=identifier)
    return Location.objects.get(pk=record.object_id)
