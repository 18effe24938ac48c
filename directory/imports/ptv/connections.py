"""Which channels belong to a service: those it names, and those that name it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from directory.imports.ptv.payloads import Payload, objects

Body = Mapping[str, Any]


@dataclass(frozen=True)
class Connections:
    """The channels of a service that are at hand, with what it says of each, and those that are not."""

    at_hand: dict[str, tuple[Body, Body]]
    missing: dict[str, str]  # names by identifier


def find_channels(service: Body, channels: Mapping[str, Payload]) -> Connections:
    found: dict[str, tuple[Body, Body]] = {}
    missing = {}
    for connection in service.get("serviceChannels") or []:
        reference = connection.get("serviceChannel") or {}
        identifier = reference.get("id") or ""
        if identifier in channels and channels[identifier].is_gone:
            continue
        if identifier in channels:
            found[identifier] = (channels[identifier].body, connection)
        elif channel := _told_by_service(reference, connection):
            found[identifier] = (channel, {})
        else:
            missing[identifier] = reference.get("name") or ""
    return Connections({**_naming(service["id"], channels), **found}, missing)


def _naming(service_id: str, channels: Mapping[str, Payload]) -> dict[str, tuple[Body, Body]]:
    """The channels that name a service, with the connection they state."""
    return {
        identifier: (payload.body, connection)
        for identifier, payload in channels.items()
        for connection in objects(payload.body.get("services"))
        if not payload.is_gone and {"id": service_id}.items() <= dict(connection.get("service") or {}).items()
    }


def _told_by_service(reference: Body, connection: Body) -> Body | None:
    """A channel without a payload of its own, made of what the service says of it; None if it is silent."""
    if reference.get("serviceChannelType"):
        return reference
    details = {key: value for key, value in (connection.get("contactDetails") or {}).items() if value}
    kind = next((kind for key, kind in TOLD_BY.items() if details.get(key)), "")
    if not kind:
        return None
    name = {"type": "Name", "language": "fi", "value": reference.get("name")}
    hours = connection.get("serviceHours") or []
    known = {
        "id": reference.get("id") or "",
        "serviceChannelType": kind,
        "serviceChannelNames": [name],
        "serviceHours": hours,
    }
    return {**known, **details}


#: What a channel is, by the contact details it has
TOLD_BY = {
    "addresses": "ServiceLocation",
    "phoneNumbers": "Phone",
    "webPages": "WebPage",
    "emails": "WebPage",
}
