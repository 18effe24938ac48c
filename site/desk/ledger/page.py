"""What the page of one partnership says besides its form: where it stands, and what has happened to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.utils.functional import cached_property
from django.utils.text import capfirst
from wagtail.models import ModelLogEntry

from accounts.models import User
from desk.ledger.states import State, state_of
from desk.partners.listing import NAMES
from directory.choices import PartnershipKind
from directory.models import Organization, Partnership
from directory.reading import wording

HISTORY = 30
YES, NO = "✓", "–"
DAYS = ("valid_from", "valid_until", "review_date")
TICKS = ("may_publish", "may_host")


@dataclass(frozen=True)
class Changed:
    """A field with its value before and after, in words; of some fields only that it changed."""

    label: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Happened:
    entry: ModelLogEntry
    changes: list[Changed]


class PartnershipPage:
    """Three queries."""

    def __init__(self, partnership: Partnership, today: date):
        self.partnership, self.today = partnership, today

    @property
    def state(self) -> State:
        return state_of(self.partnership, self.today)

    @cached_property
    def history(self) -> list[Happened]:
        """The newest first."""
        entries = list(entries_of(self.partnership)[:HISTORY])
        changes = [entry.data.get("changes", {}) for entry in entries]
        self._names = _names(changes)
        return [Happened(entry, self._changed(each)) for entry, each in zip(entries, changes, strict=True)]

    def _changed(self, changes: dict[str, list[str]]) -> list[Changed]:
        return [
            Changed(label_of(name), *(self._in_words(name, value) for value in values))
            for name, values in changes.items()
        ]

    def _in_words(self, name: str, value: str) -> str:
        if name in ("unit", "responsible"):
            return self._names.get((name, value), value)
        if name in TICKS:
            return YES if value == "True" else NO
        if name in DAYS and value:
            return wording.full_date(date.fromisoformat(value))
        return str(PartnershipKind(value).label) if name == "kind" else value or NO


def entries_of(partnership: Partnership):
    found = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Partnership), object_id=str(partnership.pk)
    )
    return found.select_related("user").order_by("-timestamp", "-pk")


def label_of(name: str) -> str:
    return str(capfirst(Partnership._meta.get_field(name).verbose_name))


def _names(changes: Iterable[dict[str, list[str]]]) -> dict[tuple[str, str], str]:
    """Names of today of the units and people that the history speaks of, by field and number."""
    ids = {"unit": set(), "responsible": set()}
    for change in changes:
        for name, found in ids.items():
            found.update(value for value in change.get(name, ()) if value)
    units = Organization.objects.only("slug", *NAMES).in_bulk([int(pk) for pk in ids["unit"]])
    people = User.objects.in_bulk([int(pk) for pk in ids["responsible"]])
    return {("unit", str(pk)): str(row) for pk, row in units.items()} | {
        ("responsible", str(pk)): row.get_full_name() for pk, row in people.items()
    }


def differences(theirs: Partnership, mine: Mapping[str, object]) -> list[Changed]:
    """Where a row of now differs from what somebody typed: its value and hers, in words."""
    return [
        Changed(label_of(name), value_in_words(getattr(theirs, name), name), value_in_words(value, name))
        for name, value in mine.items()
        if getattr(theirs, name) != value
    ]


def value_in_words(value: object, name: str) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, date):
        return wording.full_date(value)
    if isinstance(value, User):
        return value.get_full_name()
    if name == "documents":
        return " · ".join(f"{each['title']} {each['url']}".strip() for each in value) or NO
    return str(PartnershipKind(value).label) if name == "kind" and value else str(value or NO)
