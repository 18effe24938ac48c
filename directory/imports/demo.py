"""Loading the demo's entries into the database, and taking them out again."""

import datetime
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone, translation

from directory.imports.demo_files import FOLDER, Entry, read_folder
from directory.imports.demo_partners import (
    make_helpline,
    make_location,
    make_network,
    make_organization,
    make_partnership,
    voucher_of,
)
from directory.imports.demo_pictures import make_picture
from directory.imports.demo_services import make_service
from directory.imports.ledger import Ledger
from directory.imports.problems import Problem, RefusedError, reason_of
from directory.imports.references import References
from directory.signals import demo_loaded

SOURCE = "demo"
#: What a wrong entry can raise on its way to the database
REFUSALS = (RefusedError, ValidationError, IntegrityError, KeyError, ValueError, TypeError)


@dataclass
class Report:
    """What a loading did: entries added and left alone by kind, and those that could not be loaded."""

    added: Counter = field(default_factory=Counter)
    unchanged: Counter = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)


def load_demo(folder: Path = FOLDER, *, today: datetime.date | None = None) -> Report:
    """Make what is not there yet. What was loaded before is left as people have made it since."""
    entries, problems = read_folder(folder)
    report = Report(problems=problems)
    # The columns without a language take the active one (DESIGN, trap 1)
    with translation.override("fi"), transaction.atomic():
        ledger, makers = Ledger(SOURCE), _makers(References(), folder, today or timezone.localdate())
        for kind, make in makers.items():
            for entry in _in_order([entry for entry in entries if entry.kind == kind]):
                _load(entry, make, ledger, report)
        demo_loaded.send(sender=Report)
    return report


def is_loaded() -> bool:
    """Whether there is anything of the demo in the database."""
    return Ledger(SOURCE).has_any()


def _makers(
    references: References, folder: Path, today: datetime.date
) -> dict[str, Callable[[Entry], models.Model]]:
    """How an entry of each kind is made, in the order in which kinds need each other."""
    return {
        "picture": lambda entry: make_picture(entry, folder),
        "organization": lambda entry: make_organization(entry, references),
        "location": lambda entry: make_location(entry, references),
        "network": lambda entry: make_network(entry, references, today),
        "partnership": lambda entry: make_partnership(entry, references, today),
        "phone": lambda entry: make_helpline(entry, references),
        "service": lambda entry: make_service(entry, references, today),
    }


def _load(entry: Entry, make: Callable[[Entry], models.Model], ledger: Ledger, report: Report) -> None:
    if ledger.has(entry.kind, entry.id):
        report.unchanged[entry.kind] += 1
        return
    try:
        with transaction.atomic():
            is_invented = not entry.values.get("is_real", False)
            ledger.write(entry.kind, entry.id, make(entry), is_invented=is_invented)
    except REFUSALS as error:
        report.problems.append(Problem(entry.file, entry.id, reason_of(error)))
    else:
        report.added[entry.kind] += 1


def _in_order(entries: list[Entry]) -> list[Entry]:
    """Organisations after those that they are a part of or that vouch for them; others as they stand."""
    by_id = {entry.id: entry for entry in entries}
    needs = {
        entry.id: {entry.values.get("parent"), voucher_of(entry.values)} & by_id.keys()
        for entry in entries
        if entry.kind == "organization"
    }
    try:
        return [by_id[identifier] for identifier in TopologicalSorter(needs).static_order()] or entries
    except CycleError:
        return entries
