"""Values of payloads as columns and child instances of our models."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.db.models import CharField, TextField

from directory.cleaning import clean_value
from directory.imports.columns import columns
from directory.imports.ptv.plain_text import cut
from directory.imports.ptv.values import (
    Link,
    Listing,
    Mailbox,
    Meeting,
    OrganizationValue,
    PhoneNumber,
    Place,
    Remarks,
)
from directory.models import (
    Location,
    Organization,
    Schedule,
    ScheduleDate,
    Service,
    ServiceAtLocation,
    ServiceContact,
    ServicePhone,
    ServiceUrl,
)
from directory.models.phones import Phone

Columns = dict[str, Any]


def organization_columns(value: OrganizationValue, parent_id: int | None, remarks: Remarks) -> Columns:
    row = {
        "kind": str(value.kind),
        "business_id": value.business_id,
        "parent_id": parent_id,
        "url": value.url,
        "email": value.email,
        **columns("name", value.name),
        **columns("alternate_name", value.alternate_name),
        **columns("description", value.description),
    }
    return fitting(Organization, row, remarks)


def place_columns(
    value: Place, organization_id: int | None, area_id: int | None, remarks: Remarks
) -> Columns:
    address = value.address
    row = {
        "organization_id": organization_id,
        "area_id": area_id,
        "street_address": address.street_address,
        "postal_code": address.postal_code,
        "city": address.city,
        "latitude": address.latitude,
        "longitude": address.longitude,
        "url": value.url,
        "email": value.email,
        **columns("name", value.name),
        **columns("description", value.description),
        **columns("transportation", address.transportation),
    }
    return fitting(Location, row, remarks)


def listing_columns(value: Listing, organization_id: int, remarks: Remarks) -> Columns:
    row = {
        "organization_id": organization_id,
        "original_language": value.original_language,
        "is_free": value.is_free,
        "languages": list(value.languages),
    }
    for field, texts in value.texts.items():
        row |= columns(field, texts)
    return fitting(Service, row, remarks)


def phone_instances(model: type[Phone], phones: Iterable[PhoneNumber], remarks: Remarks) -> list[Phone]:
    return [
        _fitting_instance(
            model,
            remarks,
            number=phone.number,
            kind=str(phone.kind),
            languages=list(phone.languages),
            sort_order=position,
            **columns("name", phone.name),
            **columns("hours", phone.hours),
            **columns("charge", phone.charge),
        )
        for position, phone in enumerate(phones)
    ]


def service_phones(phones: Iterable[PhoneNumber], remarks: Remarks) -> list[Phone]:
    return phone_instances(ServicePhone, phones, remarks)


def links(values: Iterable[Link], remarks: Remarks) -> list[ServiceUrl]:
    return [
        _fitting_instance(
            ServiceUrl,
            remarks,
            url=link.url,
            language_code=link.language_code,
            sort_order=position,
            **columns("label", {link.language_code or "fi": link.label}),
        )
        for position, link in enumerate(values)
    ]


def contacts(values: Iterable[Mailbox], remarks: Remarks) -> list[ServiceContact]:
    return [
        _fitting_instance(
            ServiceContact, remarks, email=box.email, sort_order=position, **columns("title", box.title)
        )
        for position, box in enumerate(values)
    ]


def places_of_service(
    meetings: Iterable[Meeting], location_ids: Mapping[str, int], remarks: Remarks
) -> list[ServiceAtLocation]:
    by_location = {location_ids[meeting.place.identifier]: meeting for meeting in meetings}
    return [
        _fitting_instance(
            ServiceAtLocation,
            remarks,
            location_id=location_id,
            sort_order=position,
            **columns("description", meeting.description),
        )
        for position, (location_id, meeting) in enumerate(by_location.items())
    ]


def schedules(
    meetings: Iterable[Meeting],
    location_ids: Mapping[str, int],
    own_languages: tuple[str, ...],
    remarks: Remarks,
) -> list[Schedule]:
    """The sessions of all places. Languages are stated only where they are not the listing's own."""
    pairs = [(meeting, session) for meeting in meetings for session in meeting.sessions]
    return [
        _fitting_instance(
            Schedule,
            remarks,
            location_id=location_ids[meeting.place.identifier],
            rrule=session.rrule,
            dtstart=session.dtstart,
            opens_at=session.opens_at,
            closes_at=session.closes_at,
            valid_from=session.valid_from,
            valid_to=session.valid_to,
            skips_holidays=session.skips_holidays,
            entry=str(session.entry),
            languages=[] if set(meeting.languages) == set(own_languages) else list(meeting.languages),
            sort_order=position,
            dates=[
                _fitting_instance(
                    ScheduleDate, remarks, kind=str(day.kind), date=day.date, **columns("reason", day.reason)
                )
                for day in session.dates
            ],
            **columns("description", session.description),
        )
        for position, (meeting, session) in enumerate(pairs)
    ]


def fitting(model: type[models.Model], row: Columns, remarks: Remarks) -> Columns:
    """Cut what a column cannot hold. A long text that it can hold stays whole, for a person to shorten."""
    return {name: _fit(model, name, value, remarks) for name, value in row.items()}


def _fitting_instance(model: type[models.Model], remarks: Remarks, **row: Any) -> models.Model:
    return model(**{name: _fit(model, name, value, remarks) for name, value in row.items()})


def _fit(model: type[models.Model], name: str, value: Any, remarks: Remarks) -> Any:
    if not isinstance(value, str) or name == "dates":
        return value
    field = model._meta.get_field(name)
    value = clean_value(field, value)
    limit = field.max_length or len(value)
    if len(value) <= limit:
        return value
    where = f"{model._meta.verbose_name} {name}"
    if isinstance(field, TextField):
        remarks.add(
            f"{where} has {len(value)} characters, a form here takes {limit}: shorten it when you edit it"
        )
        return value
    remarks.add(f"{where} has {len(value)} characters: cut at {limit}")
    return cut(value, limit) if isinstance(field, CharField) else value
