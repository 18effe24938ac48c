"""The shape of documents: what an index knows of a listing and of a name, without any engine."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache
from typing import Any, NamedTuple, Self

from directory.dates.times import PartOfDay

TOPIC_KINDS = ("theme", "topic")
#: The kinds of names that are suggested, in the order in which they are
LABEL_KINDS = (*TOPIC_KINDS, "area", "service", "organization", "location")
#: A translation of a person whose source has changed in meaning since, beside the states of a text
OUTDATED = "outdated"
#: What each part of the day adds to `Occurrence.parts`
PART_BITS = {part.value: 1 << position for position, part in enumerate(PartOfDay)}
#: The first and the last day of a listing
VALIDITY = ("valid_from", "valid_until")


@dataclass(frozen=True, slots=True)
class LabelDocument:
    """A name that can be suggested while a person types, by language. Never made from search words."""

    kind: str
    code: str
    labels: Mapping[str, str]

    def to_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "code": self.code, "labels": dict(self.labels)}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        return cls(**value)


@dataclass(frozen=True, slots=True)
class SessionTemplate:
    """What holds for all sessions of one schedule, or for a place where a listing without schedules is found.

    Of a place whose address is hidden nothing is kept that tells where in the city it is.
    """

    languages: tuple[str, ...] = ()
    entry: str = ""
    location_id: int | None = None
    location: str = ""  # slug
    areas: tuple[str, ...] = ()  # slugs: the neighbourhood and the district it is in
    postal_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    is_family_centre: bool = False
    is_step_free: bool = False
    channels: tuple[str, ...] = ()
    last_day: date | None = None

    def to_json(self) -> dict[str, Any]:
        value = _said(self)
        if self.last_day:
            value["last_day"] = self.last_day.isoformat()
        return value

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        return cls(**_with(value, tuples=("languages", "areas", "channels"), days=("last_day",)))


class Occurrence(NamedTuple):
    """One coming session: begin and end in minutes since 1970 (UTC), and which of the templates it follows.

    `parts` is the sum of the parts of the day in which it is open: 1 morning, 2 afternoon, 4 evening.
    """

    start: int
    end: int
    template: int
    parts: int


@dataclass(frozen=True, slots=True)
class ServiceDocument:
    """A listing as the index knows it: what conditions ask for, its sessions, and the tokens of its texts.

    `tokens` has three weights: "name"; "about" for summary, topics, areas, places and organisations; "text"
    for the rest.
    """

    id: int
    label: LabelDocument
    kind: str = ""
    organization_kind: str = ""
    organizations: tuple[str, ...] = ()  # slugs: the provider and accepted co-providers
    themes: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    gender: str = ""
    is_free: bool = False
    needs_client_relation: bool | None = None
    needs_identity: bool | None = None
    easy_languages: tuple[str, ...] = ()  # those with a text in their easy form
    #: What the texts of each language are (DESIGN D7); a language without any is missing
    texts: Mapping[str, str] = field(default_factory=dict)
    minimum_age: int | None = None
    maximum_age: int | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    #: Ranks lower, because nobody has confirmed it for long
    is_faded: bool = False
    templates: tuple[SessionTemplate, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
    tokens: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: What it is about, in base64: a vector of signed bytes, and a byte for each topic (see ListingMeaning)
    vector: str = ""
    near_topics: str = ""

    @property
    def digest(self) -> str:
        """The same for documents that say the same."""
        return digest_of(self.to_json())

    def to_json(self) -> dict[str, Any]:
        value = _said(self)
        value["label"] = self.label.to_json()
        value["texts"] = dict(self.texts)
        value["templates"] = [template.to_json() for template in self.templates]
        value["occurrences"] = [list(occurrence) for occurrence in self.occurrences]
        value["tokens"] = {weight: list(tokens) for weight, tokens in self.tokens.items()}
        value |= {name: getattr(self, name).isoformat() for name in VALIDITY if getattr(self, name)}
        return value

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """Read it back; an engine may have left out occurrences and tokens."""
        lists = ("organizations", "themes", "topics", "whom", "easy_languages")
        values = _with(value, tuples=lists, days=VALIDITY)
        values["label"] = LabelDocument.from_json(value["label"])
        values["templates"] = tuple(map(SessionTemplate.from_json, value["templates"]))
        values["occurrences"] = tuple(Occurrence(*each) for each in value.get("occurrences", ()))
        values["tokens"] = {weight: tuple(tokens) for weight, tokens in value.get("tokens", {}).items()}
        return cls(**values)


def digest_of(document: Mapping[str, Any]) -> str:
    """The digest of a `ServiceDocument.to_json()`."""
    # Most of a document, in which nothing needs escaping
    tokens = [f"{weight} {' '.join(found)}" for weight, found in sorted(document["tokens"].items())]
    others = {name: value for name, value in document.items() if name != "tokens"}
    text = json.dumps(others, sort_keys=True, separators=(",", ":"))
    return hashlib.blake2b("\n".join([text, *tokens]).encode(), digest_size=8).hexdigest()


def _said(row: Any) -> dict[str, Any]:
    """The values of a dataclass that are not what a field has by itself."""
    return {name: value for name, default in _defaults(type(row)) if (value := getattr(row, name)) != default}


@cache
def _defaults(kind: type) -> tuple[tuple[str, Any], ...]:
    return tuple((each.name, each.default) for each in fields(kind))


def _with(value: Mapping[str, Any], *, tuples: tuple[str, ...], days: tuple[str, ...]) -> dict[str, Any]:
    values = dict(value)
    values |= {name: tuple(value[name]) for name in tuples if name in value}
    values |= {name: date.fromisoformat(value[name]) for name in days if name in value}
    return values
