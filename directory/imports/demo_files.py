"""Reading the TOML files of the demo into entries (their format: directory/demo/README.md). No database."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from directory.imports.problems import Problem

FOLDER = Path(__file__).resolve().parent.parent / "demo"

#: The keys an entry may have: a misspelt one would be a text that nobody sees
KEYS = {
    "picture": "id file title",
    "organization": "id name is_real kind parent business_id vouched_by email phone website languages"
    " description",
    "location": "id name organization street postal_code area is_family_centre is_shared is_address_hidden"
    " accessibility transport picture picture_text",
    "network": "id name area coordinator members theme meets_in_days",
    "partnership": "id unit organization kind begun_days_ago ends_in_days review_in_days may_publish may_host"
    " note",
    "phone": "id number is_real rule start end languages has_interpretation is_emergency name description",
    "service": "id organization co_providers funders kind topics target_groups ages gender is_free entry"
    " languages has_interpretation channels needs_client_relation needs_identity needs_home_municipality"
    " children capacity phone email website name summary description how_to_join eligibility fees first_time"
    " alert easy session",
}
SESSION_KEYS = "location rule in_days start end skips_holidays languages entry cancelled"


@dataclass(frozen=True)
class Entry:
    """One table of a file: its kind, its id, and its values as written."""

    file: str
    kind: str
    id: str
    values: dict[str, Any]


def read_folder(folder: Path = FOLDER) -> tuple[list[Entry], list[Problem]]:
    """The sound entries of every TOML file in a folder, and what is wrong with the others."""
    entries, problems, seen = [], [], set()
    for path in sorted(folder.glob("*.toml")):
        for found in _read_file(path):
            if isinstance(found, Entry) and found.id in seen:
                found = Problem(found.file, found.id, "this id is there twice")  # noqa: PLW2901
            if isinstance(found, Problem):
                problems.append(found)
            else:
                seen.add(found.id)
                entries.append(found)
    return entries, problems


def _read_file(path: Path) -> Iterator[Entry | Problem]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        yield Problem(path.name, "the file", str(error))
        return
    for kind, rows in tables.items():
        if kind not in KEYS or not isinstance(rows, list):
            yield Problem(path.name, kind, "no such kind of entry")
            continue
        for number, values in enumerate(rows, start=1):
            yield _entry(path.name, kind, number, values)


def _entry(file: str, kind: str, number: int, values: dict[str, Any]) -> Entry | Problem:
    identifier = values.get("id")
    if not identifier or not isinstance(identifier, str):
        return Problem(file, f"{kind} number {number}", "id is missing")
    unknown = values.keys() - set(KEYS[kind].split())
    for session in values.get("session", ()):
        unknown |= session.keys() - set(SESSION_KEYS.split())
    if unknown:
        return Problem(file, identifier, f"no such key: {', '.join(sorted(unknown))}")
    return Entry(file, kind, identifier, values)
