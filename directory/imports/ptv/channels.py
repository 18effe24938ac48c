"""What the channels of a service bring: places with hours, phones, web pages, e-mail addresses."""

from collections.abc import Iterable, Mapping
from typing import Any

from directory.choices import Channel
from directory.imports.problems import RefusedError, reason_of
from directory.imports.ptv.addresses import read_addresses
from directory.imports.ptv.connections import Connected
from directory.imports.ptv.contacts import (
    read_emails,
    read_languages,
    read_links,
    read_mailboxes,
    read_phones,
)
from directory.imports.ptv.hours import read_sessions
from directory.imports.ptv.hours_text import hours_in_words
from directory.imports.ptv.payloads import UNEXPECTED
from directory.imports.ptv.shapes import OF_CHANNEL, OF_CONNECTION, check_shape
from directory.imports.ptv.texts import in_right_language, read_texts
from directory.imports.ptv.values import FromChannels, Link, Mailbox, Meeting, PhoneNumber, Place, Remarks

Body = Mapping[str, Any]

#: Kinds by which a service is given; a web page or a form to print only tells of it
KINDS = {
    "ServiceLocation": Channel.ON_SITE,
    "EChannel": Channel.ONLINE,
    "Phone": Channel.PHONE,
}
TELLING = ("WebPage", "PrintableForm")


def read_channels(connected: Iterable[Connected], remarks: Remarks) -> FromChannels:
    """Bring together channels and what their service says of each, its connection."""
    found = [_read_or_refuse(one, remarks) for one in connected]
    return FromChannels(
        meetings=tuple(meeting for one in found for meeting in one.meetings),
        phones=tuple({(p.number, p.kind): p for one in found for p in one.phones}.values()),
        links=tuple({(link.url, link.language_code): link for one in found for link in one.links}.values()),
        mailboxes=tuple({box.email: box for one in found for box in one.mailboxes}.values()),
        kinds=tuple(dict.fromkeys(kind for one in found for kind in one.kinds)),
    )


def _read_or_refuse(one: Connected, remarks: Remarks) -> FromChannels:
    """Read a channel. Raises RefusedError that names the file of the channel, not that of its service."""
    try:
        check_shape(one.channel, OF_CHANNEL)
        check_shape(one.connection, OF_CONNECTION, "services")
        return _read(one.channel, one.connection, remarks)
    except (RefusedError, *UNEXPECTED) as error:
        where = one.file or f"channel {one.channel.get('id')}"
        raise RefusedError(f"{where}: {reason_of(error)}") from error


def _read(channel: Body, connection: Body, remarks: Remarks) -> FromChannels:
    kind = channel.get("serviceChannelType")
    is_place = kind == "ServiceLocation"
    if not is_place and kind not in (*KINDS, *TELLING):
        remarks.add(f"{kind} is no kind of channel that is known: its contacts are kept")
    places = read_places(channel, remarks) if is_place else ()
    return FromChannels(
        meetings=_meetings(places, channel, connection, remarks),
        phones=_phones(channel, connection, remarks),
        links=_links(channel, connection, remarks),
        mailboxes=_mailboxes(channel, connection, remarks),
        kinds=(KINDS[kind].value,) if kind in KINDS else (),
    )


def read_places(channel: Body, remarks: Remarks) -> tuple[Place, ...]:
    """A place for each address of a service location."""
    name = _name(channel, remarks)
    emails = read_emails(channel.get("emails"), remarks)
    pages = _page_addresses(channel, remarks)
    addresses = read_addresses(channel.get("addresses"), remarks)
    phones = read_phones(
        channel.get("phoneNumbers"),
        remarks,
        name={},
        hours={},
        languages=read_languages(channel.get("languages"), remarks),
    )
    return tuple(
        Place(
            identifier=channel["id"] if number == 1 else f"{channel['id']}/{number}",
            organization_id=channel.get("organizationId") or "",
            name=name,
            description=_description(channel, remarks),
            address=address,
            url=pages[0] if pages else "",
            email=emails[0] if emails else "",
            phones=phones,
        )
        for number, address in enumerate(addresses, start=1)
    )


def _name(channel: Body, remarks: Remarks) -> dict[str, str]:
    return read_texts(channel.get("serviceChannelNames"), remarks, type="Name")


def _description(channel: Body, remarks: Remarks) -> dict[str, str]:
    """The long description, and the short one where it says something else."""
    texts = channel.get("serviceChannelDescriptions")
    long, short = (read_texts(texts, remarks, type=kind) for kind in ("Description", "Summary"))
    whole = {
        code: "\n\n".join(text for text in (short.get(code), long.get(code)) if text)
        for code in short.keys() | long.keys()
        if short.get(code, "").rstrip(".") not in long.get(code, "")
    }
    return in_right_language({**long, **whole}, f"description of {_called(channel)}", remarks)


def _called(channel: Body) -> str:
    names = channel.get("serviceChannelNames") or []
    return next((item.get("value") for item in names if item.get("value")), channel["id"])


def _page_addresses(channel: Body, remarks: Remarks) -> list[str]:
    links = read_links(channel.get("webPages"), remarks, label={})
    return list(
        dict.fromkeys(link.url for link in sorted(links, key=lambda link: link.language_code != "fi"))
    )


def _meetings(
    places: tuple[Place, ...], channel: Body, connection: Body, remarks: Remarks
) -> tuple[Meeting, ...]:
    """The hours a service has at a place are its own where it states them, else those of the place."""
    hours = connection.get("serviceHours") or channel.get("serviceHours")
    sessions = read_sessions(hours, remarks) if places else ()
    return tuple(
        Meeting(
            place=place,
            description=read_texts(connection.get("description"), remarks, type="Description"),
            sessions=sessions,
            languages=read_languages(channel.get("languages"), remarks),
        )
        for place in places
    )


def _phones(channel: Body, connection: Body, remarks: Remarks) -> tuple[PhoneNumber, ...]:
    name = _name(channel, remarks)
    hours = connection.get("serviceHours") or channel.get("serviceHours")
    sessions = read_sessions(hours, remarks) if channel.get("serviceChannelType") == "Phone" else ()
    told = {
        "name": name,
        "hours": hours_in_words(sessions, name),
        "languages": read_languages(channel.get("languages"), remarks),
    }
    own = [] if channel.get("serviceChannelType") == "ServiceLocation" else channel.get("phoneNumbers") or []
    theirs = (connection.get("contactDetails") or {}).get("phoneNumbers") or []
    return read_phones([*own, *(channel.get("supportPhones") or []), *theirs], remarks, **told)


def _links(channel: Body, connection: Body, remarks: Remarks) -> tuple[Link, ...]:
    """Web pages, forms and attachments; the first page of a place belongs to the place."""
    name = _name(channel, remarks)
    pages = read_links(channel.get("webPages"), remarks, label=name)
    if channel.get("serviceChannelType") == "ServiceLocation":
        of_place = _page_addresses(channel, remarks)[:1]
        pages = tuple(link for link in pages if link.url not in of_place)
    forms = read_links(channel.get("channelUrls"), remarks, label=name, key="value")
    attachments = read_links(channel.get("attachments"), remarks, label=name)
    theirs = read_links((connection.get("contactDetails") or {}).get("webPages"), remarks, label=name)
    return pages + forms + attachments + theirs


def _mailboxes(channel: Body, connection: Body, remarks: Remarks) -> tuple[Mailbox, ...]:
    """E-mail addresses; the first one of a place belongs to the place."""
    name = _name(channel, remarks)
    own = read_mailboxes(channel.get("emails"), remarks, title=name)
    if channel.get("serviceChannelType") == "ServiceLocation":
        own = own[1:]
    support = read_mailboxes(channel.get("supportEmails"), remarks, title=name)
    theirs = read_mailboxes((connection.get("contactDetails") or {}).get("emails"), remarks, title=name)
    return own + support + theirs
