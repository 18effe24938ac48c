"""One import of a folder, service by service: one that fails leaves the others alone."""

from collections.abc import Iterable
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import translation

from directory.imports.problems import Problem, RefusedError, reason_of
from directory.imports.ptv.characters import as_text
from directory.imports.ptv.connections import find_channels
from directory.imports.ptv.fields import count_without_place, table_of
from directory.imports.ptv.listings import read_listing
from directory.imports.ptv.partners import Partners
from directory.imports.ptv.payloads import UNEXPECTED, Payload, Payloads, objects, read_folder
from directory.imports.ptv.plain_text import cut
from directory.imports.ptv.records import SERVICE, SOURCE
from directory.imports.ptv.report import Report
from directory.imports.ptv.shapes import OF_SERVICE, check_shape
from directory.imports.ptv.values import Remarks
from directory.imports.ptv.writing import ListingWriter
from directory.models import ImportedRecord

#: Of a service, in front of what is said of it
LONGEST_NAME = 80
#: What can be wrong with one service
WRONG = (ValidationError, RefusedError, DatabaseError, *UNEXPECTED)


def import_folder(folder: Path, *, is_publishing: bool = False) -> Report:
    """Bring the services of a folder in. Raises RefusedError where there is none."""
    payloads = read_folder(folder)
    report = Report(problems=list(payloads.problems))
    # The columns without a language take the active one (DESIGN, trap 1)
    with translation.override("fi"):
        partners = Partners(
            payloads.organizations, _names_of_organizations(payloads.services.values()), report
        )
        writer = ListingWriter(partners, report, is_publishing=is_publishing)
        for payload in payloads.services.values():
            _import_service(payload, payloads, writer, report)
    _report_what_is_over(payloads, report)
    return report


def _import_service(payload: Payload, payloads: Payloads, writer: ListingWriter, report: Report) -> None:
    body = payload.body
    if payload.is_gone:
        report.say(f"{payload.file}: {_called(body)} is deleted in the source, nothing is deleted here")
        return
    remarks, before = Remarks(_called(body)), (dict(report.outcomes), report.kept)
    try:
        check_shape(body, OF_SERVICE)
        connections = find_channels(body, payloads.channels)
        report.used_channels.update(connections.at_hand)
        for identifier, name in connections.missing.items():
            remarks.add(f"channel {identifier} ({name}) is missing")
        with transaction.atomic():
            writer.write(read_listing(body, connections, remarks), connections.missing, remarks)
    except WRONG as error:
        writer.forget()
        report.outcomes, report.kept = before
        report.problems.append(Problem(payload.file, payload.identifier, reason_of(error)))
    report.remark(remarks)


def _called(body: dict) -> str:
    """A service's name for the report, whatever the shape of the payload."""
    names = objects(body.get("serviceNames"))
    names.sort(key=lambda item: (item.get("type") != "Name", item.get("language") != "fi"))
    name = str(names[0].get("value")) if names else "service"
    return f"{cut(name, LONGEST_NAME)} ({body['id'][:8]})"


def _names_of_organizations(services: Iterable[Payload]) -> dict[str, str]:
    """Names of organisations as services mention them, for those without a payload."""
    names = {}
    for service in services:
        for role in objects(service.body.get("organizations")):
            organization = role.get("organization")
            if isinstance(organization, dict) and organization.get("id") and organization.get("name"):
                names[organization["id"]] = organization["name"]
    return names


def _report_what_is_over(payloads: Payloads, report: Report) -> None:
    """Say what did not come in: fields without a place, channels nobody uses, services that are gone."""
    for kind, payload in _with_tables(payloads):
        count_without_place(kind, payload.body, report.without_place, report.unknown)
    if examples := payloads.examples["examples"]:
        report.without_place["examples of the register's documentation"] = examples
    for identifier, payload in payloads.channels.items():
        if payload.is_gone:
            report.say(f"{payload.file}: this channel is deleted in the source: left out")
        elif identifier not in report.used_channels:
            report.say(f"{payload.file}: no service here uses this channel: left out")
    known = ImportedRecord.objects.filter(source=SOURCE, kind=SERVICE)
    for record in known.exclude(identifier__in=payloads.services).exclude(identifier__in=_broken(payloads)):
        report.say(f"service {record.identifier} ({record.object}): gone from the source, not deleted here")


def _with_tables(payloads: Payloads) -> Iterable[tuple[str, Payload]]:
    yield from (("service", payload) for payload in payloads.services.values())
    yield from ((table_of(payload.body), payload) for payload in payloads.channels.values())
    yield from (("organization", payload) for payload in payloads.organizations.values())


def _broken(payloads: Payloads) -> set[str]:
    """Identifiers of files that could not be read: files are named after them."""
    return {as_text(problem.id) for problem in payloads.problems}
