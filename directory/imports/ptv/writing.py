"""Writing a listing: what changed in the source, and nothing that a person changed here."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from directory.choices import ServiceRoleKind, TextState
from directory.imports.merging import Merge, merge
from directory.imports.problems import RefusedError
from directory.imports.ptv import rows
from directory.imports.ptv.partners import Partners, read_wanted
from directory.imports.ptv.publishing import is_in_review, publish, save_draft, working_copy
from directory.imports.ptv.records import SERVICE, find_record, write_record
from directory.imports.ptv.report import Report
from directory.imports.ptv.term_rows import IMPORTED, Terms
from directory.imports.ptv.values import Listing, Remarks
from directory.imports.rows import read_row, read_rows
from directory.imports.slugs import free_slug
from directory.models import ImportedRecord, Service, ServiceAttribute, ServiceRole
from directory.translation_states import Edit, restate

#: Children of a listing that its channels fill, each compared as a whole
FROM_CHANNELS = ("phones", "urls", "contacts", "service_at_locations", "schedules", "channels")
RELATIONS = ("phones", "urls", "contacts", "service_at_locations", "schedules", "roles")


@dataclass(frozen=True)
class Wanted:
    """What a listing should be: columns and children as they are written, and both as they are compared."""

    columns: dict[str, Any]
    children: dict[str, list]
    terms: dict[str, list]
    row: dict[str, Any]

    def without(self, names: Iterable[str]) -> "Wanted":
        return replace(self, row={name: value for name, value in self.row.items() if name not in names})


class ListingWriter:
    """Writes the listings of one import."""

    def __init__(self, partners: Partners, report: Report, *, is_publishing: bool):
        self._partners = partners
        self._terms = Terms()
        self._report = report
        self._is_publishing = is_publishing

    def forget(self) -> None:
        self._partners.forget()
        self._terms.forget()

    def write(self, value: Listing, missing: dict[str, str], remarks: Remarks) -> None:
        """Write one listing. Call it inside a transaction. Raises RefusedError."""
        record = find_record(SERVICE, value.identifier)
        if record and record.object is None:
            remarks.add("was deleted here and stays so")
            return
        service = working_copy(record.object) if record else _new_service(value)
        is_new = service.pk is None
        wanted = self._wanted(value, service, remarks)
        lost = set(missing) & set(record.values.get("channel_ids", ())) if record else set()
        if lost:
            wanted = wanted.without(FROM_CHANNELS)
            remarks.add("channels that were there before are missing: what came from them is left as it is")
        merged = merge(wanted.row, current={} if is_new else _current(service, wanted), record=record)
        is_written = self._save(service, wanted, merged, remarks)
        if is_written is not None:
            recorded = _recorded(value, merged, lost, record)
            write_record(record, SERVICE, value.identifier, service, recorded)
        self._report.count(SERVICE, value.identifier, is_new=is_new, is_changed=bool(is_written))
        self._report.keep(remarks, merged.kept)

    def _save(self, service: Service, wanted: Wanted, merged: Merge, remarks: Remarks) -> bool | None:
        """Write the changes; whether there was anything to write, None where it has to wait."""
        if merged.changes and is_in_review(service):
            remarks.add("is being reviewed here: changed in the source, not changed here")
            return None
        is_changed = bool(merged.changes)
        if is_changed:
            _apply(service, wanted, merged.changes)
            save_draft(service, merged.changes)
        is_published = self._is_publishing and publish(service, is_changed=is_changed, remarks=remarks)
        return is_changed or is_published

    def _wanted(self, value: Listing, service: Service, remarks: Remarks) -> Wanted:
        organization = self._partners.organization(value.organization_id)
        if organization is None:
            raise RefusedError(f"nothing is known of its organisation {value.organization_id}")
        columns = rows.listing_columns(value, organization.pk, remarks)
        columns["channels"] = list(value.from_channels.kinds)
        children = self._children(value, remarks)
        terms = {taxonomy: self._terms.of(value.terms[taxonomy], remarks) for taxonomy in IMPORTED}
        row = read_wanted(columns, service)
        row |= {name: read_rows(instances, "service") for name, instances in children.items()}
        row |= {taxonomy: [term.code for term in found] or None for taxonomy, found in terms.items()}
        return Wanted(columns, children, terms, row)

    def _children(self, value: Listing, remarks: Remarks) -> dict[str, list]:
        found = value.from_channels
        location_ids = {m.place.identifier: self._partners.place(m.place).pk for m in found.meetings}
        return {
            "phones": rows.service_phones(found.phones, remarks),
            "urls": rows.links((*value.own_links, *found.links), remarks),
            "contacts": rows.contacts(found.mailboxes, remarks),
            "service_at_locations": rows.places_of_service(found.meetings, location_ids, remarks),
            "schedules": rows.schedules(found.meetings, location_ids, value.languages, remarks),
            "roles": self._roles(value, remarks),
        }

    def _roles(self, value: Listing, remarks: Remarks) -> list[ServiceRole]:
        """Other organisations that take part: public once they or a coordinator accept it."""
        others = [self._partners.organization(identifier) for identifier in value.co_provider_ids]
        known = sorted(organization.pk for organization in others if organization)
        if known:
            remarks.add("other organisations take part: their roles wait to be accepted")
        return [ServiceRole(organization_id=pk, role=ServiceRoleKind.CO_PROVIDER.value) for pk in known]


def _new_service(value: Listing) -> Service:
    name = value.texts["name"][value.original_language]
    return Service(slug=free_slug(Service, name, fallback="service"))


def _recorded(value: Listing, merged: Merge, lost: set[str], record: ImportedRecord | None) -> dict[str, Any]:
    """What to note for the next import; of lost channels what was noted before."""
    kept = {name: record.values[name] for name in FROM_CHANNELS if name in record.values} if lost else {}
    return {**merged.recorded, **kept, "channel_ids": sorted({*value.channel_ids, *lost})}


def _current(service: Service, wanted: Wanted) -> dict[str, Any]:
    row = read_row(service, wanted.columns)
    row |= {name: read_rows(_children_of(service, name), "service") for name in RELATIONS}
    attributes = list(service.attributes.select_related("term__taxonomy"))
    for taxonomy in IMPORTED:
        row[taxonomy] = [a.term.code for a in attributes if a.term.taxonomy.slug == taxonomy] or None
    return row


def _children_of(service: Service, name: str) -> list:
    children = list(getattr(service, name).all())
    return sorted(children, key=lambda role: role.organization_id) if name == "roles" else children


def _apply(service: Service, wanted: Wanted, changes: dict[str, Any]) -> None:
    for column in changes.keys() & wanted.columns.keys():
        setattr(service, column, wanted.columns[column])
    for relation in changes.keys() & wanted.children.keys():
        setattr(service, relation, wanted.children[relation])
    if taxonomies := changes.keys() & wanted.terms.keys():
        _set_terms(service, wanted, taxonomies)
    # The register does not say which of its texts is a translation: all count as written
    restate(service, Edit(how=TextState.WRITTEN))


def _set_terms(service: Service, wanted: Wanted, taxonomies: set[str]) -> None:
    """Change the terms of some taxonomies. People's own stay first: the first topic is the nearest."""
    attributes = list(service.attributes.select_related("term__taxonomy"))
    terms = [a.term for a in attributes if a.term.taxonomy.slug not in IMPORTED]
    for taxonomy in IMPORTED:
        now = [a.term for a in attributes if a.term.taxonomy.slug == taxonomy]
        terms += wanted.terms[taxonomy] if taxonomy in taxonomies else now
    service.attributes = [ServiceAttribute(term=term, sort_order=place) for place, term in enumerate(terms)]
