"""Organisations of payloads as values, whole or known by their name only."""

import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from directory.choices import OrganizationKind
from directory.imports.ptv.contacts import read_emails, read_phones, read_url
from directory.imports.ptv.texts import in_right_language, read_texts
from directory.imports.ptv.values import OrganizationValue, Remarks
from directory.validators import validate_business_id

KINDS = {
    "Municipality": OrganizationKind.CITY_UNIT,
    "State": OrganizationKind.GOVERNMENT,
    "RegionalOrganization": OrganizationKind.GOVERNMENT,
    "Region": OrganizationKind.GOVERNMENT,
    "WellbeingServicesCounty": OrganizationKind.GOVERNMENT,
    "SotePublic": OrganizationKind.GOVERNMENT,
    "Company": OrganizationKind.COMPANY,
    "SotePrivate": OrganizationKind.COMPANY,
}
#: Ends of Finnish and Swedish names that tell what an organisation is
BY_NAME = (
    (re.compile(r"(kaupunki|kunta| stad| kommun)$", re.IGNORECASE), OrganizationKind.CITY_UNIT),
    (
        re.compile(r"(kuntayhtymä|hyvinvointialue|samkommun|välfärdsområde)$", re.IGNORECASE),
        OrganizationKind.GOVERNMENT,
    ),
    (re.compile(r"(säätiö|stiftelse)( sr)?$|\bsr$", re.IGNORECASE), OrganizationKind.FOUNDATION),
    (
        re.compile(r"(seurakunta|seurakuntayhtymä|församling|kyrkliga samfällighet)$", re.IGNORECASE),
        OrganizationKind.PARISH,
    ),
    (re.compile(r"\b(ry|rf|r\.y\.|r\.f\.)$", re.IGNORECASE), OrganizationKind.ASSOCIATION),
    (re.compile(r"\b(oy|ab|oyj|ky|tmi)$", re.IGNORECASE), OrganizationKind.COMPANY),
)


def read_organization(body: Mapping[str, Any], remarks: Remarks) -> OrganizationValue:
    names = body.get("organizationNames")
    name = read_texts(names, remarks, type="Name")
    description = read_texts(body.get("organizationDescriptions"), remarks, type="Description")
    emails = read_emails(body.get("emails"), remarks)
    pages = [url for item in body.get("webPages") or [] if (url := read_url(item.get("url"), remarks))]
    _say_what_is_over("e-mail", emails, remarks)
    _say_what_is_over("web page", pages, remarks)
    return OrganizationValue(
        identifier=body["id"],
        kind=KINDS.get(body.get("organizationType"))
        or kind_by_name(*name.values())
        or OrganizationKind.ASSOCIATION,
        name=name,
        alternate_name=read_texts(names, remarks, type="AlternativeName"),
        description=in_right_language(description, "description", remarks),
        business_id=_business_id(body.get("businessCode"), remarks),
        parent_id=body.get("parentOrganizationId") or "",
        url=pages[0] if pages else "",
        email=emails[0] if emails else "",
        phones=read_phones(body.get("phoneNumbers"), remarks, name={}, hours={}, languages=()),
    )


def known_by_name(identifier: str, name: str, remarks: Remarks) -> OrganizationValue:
    """An organisation that services name and no payload describes."""
    kind = kind_by_name(name)
    taken = "" if kind else ": taken for an association"
    remarks.add(f"no payload, only its name is known{taken}")
    return OrganizationValue(
        identifier, kind or OrganizationKind.ASSOCIATION, {"fi": name}, {}, {}, "", "", "", "", ()
    )


def kind_by_name(*names: str) -> str:
    return next((kind for end, kind in BY_NAME if any(end.search(name) for name in names)), "")


def _business_id(value: str | None, remarks: Remarks) -> str:
    try:
        validate_business_id(value or "")
    except ValidationError:
        if value:
            remarks.add(f"business id {value} is not right: left out")
        return ""
    return value


def _say_what_is_over(what: str, values: list[str], remarks: Remarks) -> None:
    if over := list(dict.fromkeys(values))[1:]:
        remarks.add(f"more than one {what}, left out: {', '.join(over)}")
