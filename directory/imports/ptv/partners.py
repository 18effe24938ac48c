"""Organisations and places of the register, written when a service needs them."""

from collections.abc import Iterable, Mapping

from django.db.models import Model

from directory.choices import PUBLIC_KINDS, Standing
from directory.imports.merging import merge
from directory.imports.problems import RefusedError, reason_of
from directory.imports.ptv.organizations import known_by_name, read_organization
from directory.imports.ptv.payloads import UNEXPECTED, Payload
from directory.imports.ptv.records import ORGANIZATION, PLACE, find_record, write_record
from directory.imports.ptv.report import Report
from directory.imports.ptv.rows import organization_columns, phone_instances, place_columns
from directory.imports.ptv.shapes import OF_ORGANIZATION, check_shape
from directory.imports.ptv.texts import first_text
from directory.imports.ptv.values import OrganizationValue, Place, Remarks
from directory.imports.rows import read_row, read_rows
from directory.imports.slugs import free_slug
from directory.models import Area, Location, LocationPhone, Organization, OrganizationPhone


class Partners:
    """The organisations and places of one import, each written once."""

    def __init__(self, organizations: Mapping[str, Payload], names: Mapping[str, str], report: Report):
        self._payloads = organizations
        self._names = names
        self._report = report
        self._organizations: dict[str, Organization | None] = {}
        self._places: dict[str, Location] = {}

    def forget(self) -> None:
        """After a rollback: what was made in it is gone."""
        self._organizations.clear()
        self._places.clear()

    def organization(self, identifier: str) -> Organization | None:
        """The organisation with an identifier; None where nothing but that is known."""
        if identifier not in self._organizations:
            # Until its own parent is written, an organisation that is its own ancestor finds none
            self._organizations[identifier] = None
            self._organizations[identifier] = self._written_organization(identifier)
        return self._organizations[identifier]

    def place(self, value: Place) -> Location:
        if value.identifier not in self._places:
            self._places[value.identifier] = self._written_place(value)
        return self._places[value.identifier]

    def _written_organization(self, identifier: str) -> Organization | None:
        remarks = Remarks(f"organisation {identifier}")
        value = self._read_organization(identifier, remarks)
        record = find_record(ORGANIZATION, identifier)
        found = record.object if record else None
        if value:
            remarks.subject = f"organisation {first_text(value.name)}"
            found = self._write_organization(value, record, found or _same_organization(value), remarks)
        self._report.remark(remarks)
        return found

    def _read_organization(self, identifier: str, remarks: Remarks) -> OrganizationValue | None:
        if payload := self._payloads.get(identifier):
            try:
                check_shape(payload.body, OF_ORGANIZATION)
                return read_organization(payload.body, remarks)
            except (RefusedError, *UNEXPECTED) as error:
                raise RefusedError(f"{payload.file}: {reason_of(error)}") from error
        name = self._names.get(identifier)
        return known_by_name(identifier, name, remarks) if name else None

    def _write_organization(
        self, value: OrganizationValue, record, found: Organization | None, remarks: Remarks
    ):
        parent = self.organization(value.parent_id) if value.parent_id else None
        wanted = organization_columns(value, parent.pk if parent else None, remarks)
        if value.identifier not in self._payloads and found:
            # A name in passing does not change what is known
            self._report.count(ORGANIZATION, value.identifier, is_new=False, is_changed=False)
            return found
        organization = found or _new_organization(value)
        if organization.standing == Standing.APPLIED:
            remarks.add("waits to be admitted: readers see none of its listings before")
        phones = phone_instances(OrganizationPhone, value.phones, remarks)
        self._write(organization, wanted, phones, (record, ORGANIZATION, value.identifier), remarks)
        return organization

    def _written_place(self, value: Place) -> Location:
        remarks = Remarks(f"place {first_text(value.name)}")
        record = find_record(PLACE, value.identifier)
        owner = self.organization(value.organization_id) if value.organization_id else None
        wanted = place_columns(
            value, owner.pk if owner else None, _area_of(value.address.postal_code), remarks
        )
        place = record.object if record else None
        place = place or Location(slug=free_slug(Location, first_text(value.name), fallback="place"))
        phones = phone_instances(LocationPhone, value.phones, remarks)
        self._write(place, wanted, phones, (record, PLACE, value.identifier), remarks)
        self._report.remark(remarks)
        return place

    def _write(self, instance: Model, columns: dict, phones: list, known_as: tuple, remarks: Remarks) -> None:
        """Write what the source changed; the phones as a whole, unless a person changed one of them."""
        record, kind, identifier = known_as
        parent = kind if kind == ORGANIZATION else "location"
        is_new = instance.pk is None
        wanted = read_wanted(columns, instance) | {"phones": read_rows(phones, parent)}
        current = (
            {}
            if is_new
            else {**read_row(instance, columns), "phones": read_rows(instance.phones.all(), parent)}
        )
        merged = merge(wanted, current=current, record=record)
        for column in merged.changes.keys() & columns.keys():
            setattr(instance, column, columns[column])
        if is_new or merged.changes:
            instance.save()
        if "phones" in merged.changes:
            _replace_phones(instance, phones, parent)
        write_record(record, kind, identifier, instance, merged.recorded)
        self._report.count(kind, identifier, is_new=is_new, is_changed=bool(merged.changes))
        self._report.keep(remarks, merged.kept)


def read_wanted(columns: dict, instance: Model) -> dict:
    """Columns as rows are compared; absent values as None, so that they are compared too."""
    row = read_row(type(instance)(**columns), columns)
    return {column: row.get(column) for column in columns}


def _replace_phones(instance: Model, phones: Iterable, parent: str) -> None:
    instance.phones.all().delete()
    for phone in phones:
        setattr(phone, parent, instance)
        phone.save()


def _new_organization(value: OrganizationValue) -> Organization:
    """Public authorities are admitted as they come; others wait for a coordinator."""
    return Organization(
        slug=free_slug(Organization, first_text(value.name), fallback="organization"),
        kind=value.kind,
        standing=Standing.ADMITTED if value.kind in PUBLIC_KINDS else Standing.APPLIED,
    )


def _same_organization(value: OrganizationValue) -> Organization | None:
    """An organisation that was here before the register named it: by business id, else by its very name."""
    if value.business_id:
        return Organization.objects.filter(business_id=value.business_id).first()
    return Organization.objects.filter(name_fi=value.name.get("fi", ""), business_id__isnull=True).first()


def _area_of(postal_code: str) -> int | None:
    """The major district with a postal code. In Python: SQLite cannot look into a JSON list."""
    districts = Area.objects.exclude(postal_codes=[]).values_list("pk", "postal_codes")
    return next((pk for pk, codes in districts if postal_code in codes), None)
