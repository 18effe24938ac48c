"""Every field of a payload: whether the directory has a place for it. A field in no table is reported."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

#: Lists whose items are told apart by their type
TYPED = {
    "serviceNames",
    "serviceDescriptions",
    "serviceChannelNames",
    "serviceChannelDescriptions",
    "organizationNames",
    "organizationDescriptions",
    "addresses",
    "description",
}

PHONE = (
    "type",
    "additionalInformation",
    "serviceChargeType",
    "chargeDescription",
    "prefixNumber",
    "isFinnishServiceNumber",
    "number",
)
HOURS = (
    "serviceHourType",
    "validFrom",
    "validTo",
    "isClosed",
    "validForNow",
    "isAlwaysOpen",
    "isReservation",
    "additionalInformation.value",
    "openingHour.dayFrom",
    "openingHour.dayTo",
    "openingHour.from",
    "openingHour.to",
)
STREET = (
    "street.value",
    "streetNumber",
    "postalCode",
    "municipality.name.value",
    "additionalInformation.value",
    "latitude",
    "longitude",
)
PAGE = ("url", "value")
TERM = ("name.value", "code", "uri")


def _under(path: str, names: tuple[str, ...]) -> set[str]:
    return {f"{path}.{name}" for name in names}


def _address(path: str) -> set[str]:
    parts = {f"{path}.{part}" for part in ("streetAddress", "otherAddress")}
    return {f"{path}.type", f"{path}.subType"}.union(*(_under(part, STREET) for part in parts))


ALWAYS = {"id", "publishingStatus"}
CARRIED = {
    "service": ALWAYS.union(
        {"serviceNames[Name].value", "serviceNames[AlternativeName].value", "serviceChargeType", "languages"},
        _under("serviceDescriptions[Summary]", ("value",)),
        _under("serviceDescriptions[Description]", ("value",)),
        _under("serviceDescriptions[UserInstruction]", ("value",)),
        _under("serviceDescriptions[ChargeTypeAdditionalInfo]", ("value",)),
        *(_under(terms, TERM) for terms in ("serviceClasses", "targetGroups", "lifeEvents", "ontologyTerms")),
        {"keywords.value", "requirements.value", "areaType"},
        _under("areas", ("type", "code", "name.value", "municipalities.code", "municipalities.name.value")),
        _under("organizations", ("organization.id", "organization.name", "roleType")),
        _under("serviceChannels.serviceChannel", ("id", "name")),
        _under("serviceChannels.description[Description]", ("value",)),
        _under("serviceChannels.serviceHours", HOURS),
        _under("serviceChannels.contactDetails.phoneNumbers", PHONE),
        _under("serviceChannels.contactDetails.webPages", PAGE),
        {"serviceChannels.contactDetails.emails.value"},
        _under("serviceVouchers", PAGE),
    ),
    "organization": ALWAYS.union(
        {
            "parentOrganizationId",
            "organizationType",
            "businessCode",
            "organizationDescriptions[Description].value",
        },
        {"organizationNames[Name].value", "organizationNames[AlternativeName].value", "emails.value"},
        _under("phoneNumbers", PHONE),
        _under("webPages", PAGE),
    ),
    "channel": ALWAYS.union(
        {
            "serviceChannelType",
            "serviceChannelNames[Name].value",
            "languages",
            "emails.value",
            "supportEmails.value",
        },
        _under("phoneNumbers", PHONE),
        _under("supportPhones", PHONE),
        _under("webPages", PAGE),
        {"channelUrls.value", "attachments.url", "attachments.name"},
    ),
}
CARRIED["phone"] = CARRIED["channel"] | _under("serviceHours", HOURS)
CARRIED["place"] = CARRIED["channel"].union(
    {
        "organizationId",
        "serviceChannelDescriptions[Description].value",
        "serviceChannelDescriptions[Summary].value",
    },
    _under("serviceHours", HOURS),
    _address("addresses[Location]"),
    _address("addresses[Visiting]"),
)

#: Told by another payload, or said again in another form
ELSEWHERE = {
    "service": ("serviceClasses.parent", "lifeEvents.parent", "targetGroups.parent", "ontologyTerms.parent"),
    "organization": ("services", "organizationRootId", "subOrganizations", "businessName", "displayNameType"),
    "channel": ("services", "organizationId"),
}

#: No place in the directory: beginnings of paths, with what they are
WITHOUT_PLACE = {
    "service": {
        "sourceId": "identifier in the system of origin",
        "generalDescriptionId": "general description",
        "subType": "kind of service",
        "type": "kind of service",
        "fundingType": "funding",
        "serviceNames": "other names",
        "serviceDescriptions": "description",
        "serviceClasses.description": "description of a service class",
        "serviceClasses.ontologyType": "vocabulary of a term",
        "targetGroups.ontologyType": "vocabulary of a term",
        "lifeEvents.ontologyType": "vocabulary of a term",
        "ontologyTerms.ontologyType": "vocabulary of a term",
        "industrialClasses": "industrial class",
        "legislation": "law",
        "serviceChannels.serviceChargeType": "charge at a channel",
        "serviceChannels.description": "description of a channel",
        "serviceChannels.extraTypes": "extra type of a channel",
        "serviceChannels.digitalAuthorizations": "digital authorization",
        "serviceChannels.contactDetails.addresses": "address at a channel",
        "organizations.provisionType": "way of producing",
        "organizations.additionalInformation": "note on an organisation",
        "serviceVouchersInUse": "service vouchers in use",
        "serviceVouchers": "service voucher",
        "serviceCollections": "service collection",
        "responsibleSoteOrganization": "responsible for social and health care",
        "modified": "time of change",
    },
    "organization": {
        "sourceId": "identifier in the system of origin",
        "oid": "object identifier",
        "municipality": "municipality of an organisation",
        "areaType": "area of an organisation",
        "areas": "area of an organisation",
        "organizationNames": "other names",
        "organizationDescriptions": "description",
        "emails.description": "what an e-mail address is for",
        "addresses": "address of an organisation",
        "electronicInvoicings": "invoicing",
        "responsibleOrganizationId": "responsible organisation",
        "modified": "time of change",
    },
    "channel": {
        "sourceId": "identifier in the system of origin",
        "oid": "object identifier",
        "serviceChannelNames": "other names",
        "serviceChannelDescriptions": "description of a channel that is no place",
        "displayNameType": "name that is shown",
        "serviceHours": "hours of a web page or form",
        "areaType": "area of a channel",
        "areas": "area of a channel",
        "addresses": "address that cannot be visited",
        "accessibility": "accessibility of a web page",
        "wcagLevel": "accessibility of a web page",
        "requires": "signing in and signing",
        "signatureQuantity": "signing in and signing",
        "formIdentifier": "number of a form",
        "deliveryAddresses": "where a form is sent",
        "channelUrls.type": "kind of file",
        "attachments": "attachment",
        "modified": "time of change",
    },
}
WITHOUT_PLACE["place"] = {
    **WITHOUT_PLACE["channel"],
    "addresses[Location].entrances": "entrance with sentences on accessibility",
    "addresses[Location].streetAddress.municipality.code": "code of a municipality",
    "addresses[Location].streetAddress.coordinateState": "state of coordinates",
    "addresses[Location].streetAddress.postOffice": "post office beside a municipality",
    "addresses[Location].otherAddress.postOffice": "post office beside a municipality",
    "addresses[Location].country": "country",
}
WITHOUT_PLACE["phone"] = WITHOUT_PLACE["channel"]
ELSEWHERE["phone"] = ELSEWHERE["place"] = ELSEWHERE["channel"]


def table_of(channel: dict[str, Any]) -> str:
    return {"ServiceLocation": "place", "Phone": "phone"}.get(
        str(channel.get("serviceChannelType")), "channel"
    )


def count_without_place(kind: str, body: dict[str, Any], counted: Counter, unknown: Counter) -> None:
    """Count what a payload holds beyond the directory, once each; paths in no table go to `unknown`."""
    beyond = set()
    for path in set(paths_with_values(body)):
        if path in CARRIED[kind] or _prefix(path, ELSEWHERE[kind]):
            continue
        if prefix := _prefix(path, WITHOUT_PLACE[kind]):
            beyond.add(f"{WITHOUT_PLACE[kind][prefix]} ({kind_in_words(kind)}, {_top(path)})")
        else:
            unknown[f"{path} ({kind_in_words(kind)})"] += 1
    counted.update(beyond)


def kind_in_words(kind: str) -> str:
    return "channel" if kind in ("place", "phone") else kind


def paths_with_values(value: Any, path: str = "") -> Iterator[str]:
    """The paths of all fields that say something; languages and empty values left out."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key != "language":
                yield from _paths_of_items(key, item, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for item in value:
            yield from paths_with_values(item, path)
    elif value not in (None, "", False):
        yield path


def _paths_of_items(key: str, value: Any, path: str) -> Iterator[str]:
    if key not in TYPED or not isinstance(value, list):
        yield from paths_with_values(value, path)
        return
    for item in value:
        typed = f"{path}[{item.get('type')}]" if isinstance(item, dict) else path
        for found in paths_with_values(item, typed):
            # The type of a text is in its path already
            if not (found == f"{typed}.type" and key != "addresses"):
                yield found


def _prefix(path: str, prefixes) -> str:
    return max((prefix for prefix in prefixes if path.startswith(prefix)), key=len, default="")


def _top(path: str) -> str:
    """The first step of a path, enough to find it in a payload."""
    return path.partition(".")[0]
