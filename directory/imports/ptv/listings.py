"""A service payload and its channels as the value of a listing."""

from collections.abc import Mapping
from typing import Any

from directory.imports.problems import RefusedError
from directory.imports.ptv.channels import read_channels
from directory.imports.ptv.connections import Connections
from directory.imports.ptv.contacts import read_languages, read_links
from directory.imports.ptv.terms import read_terms
from directory.imports.ptv.texts import in_right_language, read_texts
from directory.imports.ptv.values import Listing, Remarks, Texts

Body = Mapping[str, Any]

#: Fields of Service and the type of description each is read from
DESCRIPTIONS = {
    "summary": "Summary",
    "description": "Description",
    "application_process": "UserInstruction",
    "fees_description": "ChargeTypeAdditionalInfo",
}

#: Said where the register knows that it costs something and nothing more, in the languages it has
CHARGEABLE = {"fi": "Maksullinen", "sv": "Avgiftsbelagd", "en": "Not free of charge"}


def read_listing(service: Body, connections: Connections, remarks: Remarks) -> Listing:
    """Raises RefusedError for a service without a name or without an organisation that answers for it."""
    responsible, others = _organizations(service, remarks)
    return Listing(
        identifier=service["id"],
        organization_id=responsible,
        co_provider_ids=others,
        texts=_texts(service, remarks),
        is_free=service.get("serviceChargeType") == "FreeOfCharge",
        languages=read_languages(service.get("languages"), remarks),
        terms=read_terms(service, remarks),
        own_links=read_links(service.get("serviceVouchers"), remarks, label={}),
        channel_ids=tuple(connections.at_hand),
        from_channels=read_channels(connections.at_hand.values(), remarks),
    )


def _organizations(service: Body, remarks: Remarks) -> tuple[str, tuple[str, ...]]:
    """The organisation that answers for a service, and others that take part in it."""
    roles = service.get("organizations") or []
    named = [(role.get("roleType"), (role.get("organization") or {}).get("id")) for role in roles]
    if any(identifier is None for _kind, identifier in named):
        remarks.add("a producer without an identifier is not carried")
    responsible = next(
        (identifier for kind, identifier in named if kind == "Responsible" and identifier), None
    )
    if not responsible:
        raise RefusedError("no organisation answers for it")
    others = dict.fromkeys(
        identifier for _kind, identifier in named if identifier and identifier != responsible
    )
    return responsible, tuple(others)


def _texts(service: Body, remarks: Remarks) -> dict[str, Texts]:
    names, described = service.get("serviceNames"), service.get("serviceDescriptions")
    texts = {
        "name": read_texts(names, remarks, type="Name"),
        "alternate_name": read_texts(names, remarks, type="AlternativeName"),
        **{field: read_texts(described, remarks, type=kind) for field, kind in DESCRIPTIONS.items()},
        "eligibility_description": read_texts(service.get("requirements"), remarks),
    }
    texts = {
        field: in_right_language(value, field.replace("_", " "), remarks) for field, value in texts.items()
    }
    if not texts["name"]:
        raise RefusedError("it has no name")
    if service.get("serviceChargeType") == "Chargeable" and not texts["fees_description"]:
        texts["fees_description"] = {code: word for code, word in CHARGEABLE.items() if code in texts["name"]}
    return texts
