"""Which channels belong to a service: those it names, and those that name it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from directory.imports.ptv.payloads import Payload, objects

Body = Mapping[str, Any]


@dataclass(frozen=True)
class Connected:
    """A channel with what its service says of it; `file` is empty where only the service tells of it."""

    channel: Body
    connection: Body
    file: str = ""


@dataclass(frozen=True)
class Connections:
    """The channels of a service that are at hand and, by their identifiers, the names of the others."""

    at_hand: dict[str, Connected]
    missing: dict[str, str]


def find_channels(service: Body, channels: Mapping[str, Payload]) -> Connections:
    found: dict[str, Connected] = {}
    missing = {}
    for connection in service.get("serviceChannels") or []:
        reference = connection.get("serviceChannel") or {}
        identifier = reference.get("id") or ""
        if identifier in channels and channels[identifier].is_gone:
            continue
        if identifier in channels:
            payload = channels[identifier]
            found[identifier] = Connected(payload.body, connection, payload.file)
        elif channel := _told_by_service(reference, connection):
            found[identifier] = Connected(channel, {})
        else:
            missing[identifier] = reference.get("name") or ""
    return Connections({**_naming(service["id"], channels), **found}, missing)


def _naming(service_id: str, channels: Mapping[str, Payload]) -> dict[str, Connected]:
    """The channels that name a service, with the connection they state."""
    return {
        identifier: Connected(payload.body, connection, payload.file)
        for identifier, payload in channels.items()
        for connection in objects(payload.body.get("services"))
        if not payload.is_gone and _id_of(connection.get("service")) == service_id
    }


def _id_of(service: Any) -> str | None:
    return service.get("id") if isinstance(service, dict) else None


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
