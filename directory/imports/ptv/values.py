"""What a payload says, in the terms of the directory: values between reading and writing."""

from dataclasses import dataclass, field
from datetime import date, time

#: A text by language, in our codes; languages without a text are left out
Texts = dict[str, str]


@dataclass
class Remarks:
    """What a person should know about one payload, line by line."""

    subject: str
    lines: list[str] = field(default_factory=list)

    def add(self, line: str) -> None:
        if line not in self.lines:
            self.lines.append(line)


@dataclass(frozen=True)
class PhoneNumber:
    number: str
    kind: str
    name: Texts
    hours: Texts
    charge: Texts
    languages: tuple[str, ...]


@dataclass(frozen=True)
class Link:
    url: str
    language_code: str
    label: str


@dataclass(frozen=True)
class Mailbox:
    email: str
    title: Texts


@dataclass(frozen=True)
class SessionDate:
    kind: str
    date: date
    reason: Texts


@dataclass(frozen=True)
class Session:
    """Opening hours that repeat, or extra dates alone, as in `Schedule`."""

    rrule: str
    dtstart: date
    opens_at: time
    closes_at: time
    valid_from: date | None = None
    valid_to: date | None = None
    skips_holidays: bool = True
    entry: str = ""
    description: Texts = field(default_factory=dict)
    dates: tuple[SessionDate, ...] = ()


@dataclass(frozen=True)
class Address:
    street_address: str
    postal_code: str
    city: str
    latitude: float | None
    longitude: float | None
    transportation: Texts


@dataclass(frozen=True)
class Place:
    """One address of a service location channel."""

    identifier: str
    organization_id: str
    name: Texts
    description: Texts
    address: Address
    url: str
    email: str
    phones: tuple[PhoneNumber, ...]


@dataclass(frozen=True)
class TermValue:
    taxonomy: str
    code: str
    uri: str
    name: Texts


@dataclass(frozen=True)
class OrganizationValue:
    """`kind` is empty where only the name is known and does not tell."""

    identifier: str
    kind: str
    name: Texts
    alternate_name: Texts
    description: Texts
    business_id: str
    parent_id: str
    url: str
    email: str
    phones: tuple[PhoneNumber, ...]


@dataclass(frozen=True)
class Meeting:
    """Sessions of a listing in one place."""

    place: Place
    description: Texts
    sessions: tuple[Session, ...]
    languages: tuple[str, ...]


@dataclass(frozen=True)
class FromChannels:
    """What the channels of a service bring to its listing."""

    meetings: tuple[Meeting, ...]
    phones: tuple[PhoneNumber, ...]
    links: tuple[Link, ...]
    mailboxes: tuple[Mailbox, ...]
    kinds: tuple[str, ...]  # ways of meeting


@dataclass(frozen=True)
class Listing:
    identifier: str
    organization_id: str
    co_provider_ids: tuple[str, ...]
    texts: dict[str, Texts]  # by field of Service
    is_free: bool
    languages: tuple[str, ...]
    terms: dict[str, tuple[TermValue, ...]]  # by taxonomy
    own_links: tuple[Link, ...]
    channel_ids: tuple[str, ...]
    from_channels: FromChannels

    @property
    def original_language(self) -> str:
        names = self.texts["name"]
        return next((code for code in ("fi", "sv", "en") if names.get(code)), next(iter(names)))
