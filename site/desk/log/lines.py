"""Entries of the log in words: names are asked for as they are today, and only of those on a page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import pgettext, pgettext_lazy

from accounts.models import User
from accounts.models.applications import Decision
from audit.choices import Act
from audit.models import Entry
from desk.filters import is_number
from directory.choices import PersonRole, Standing

PERSON = User._meta.label_lower
#: As screens call them; Django's own names are those of the code
KINDS = {
    "directory.organization": _lazy("organisation"),
    "directory.service": pgettext_lazy("kind of listing", "Service"),
    "directory.location": _lazy("place"),
    "directory.network": _lazy("Network"),
    "directory.partnership": pgettext_lazy("menu", "Partnerships"),
    "directory.alert": _lazy("Alert to readers"),
    "accounts.application": _lazy("Applications"),
    "contact.helprequest": _lazy("Requests for help"),
    "contact.receivingunit": _lazy("Receiving units"),
    "feedback.feedback": _lazy("Feedback"),
}


@dataclass(frozen=True)
class Line:
    """`kind` and `number` ask for all entries about the same object."""

    at: datetime
    person: str
    who: str
    act: str
    kind: str
    number: str
    about: str
    extra: str


def lines(entries: Iterable[Entry]) -> Iterator[Line]:
    """One query, for the names of all people in these entries."""
    entries = list(entries)
    names = _names(entries)
    for entry in entries:
        yield Line(
            at=entry.at,
            person=entry.person if is_number(entry.person) else "",
            who=_person(entry.person, names) if entry.person else pgettext("in the log", "An operator"),
            act=str(Act(entry.act).label),
            kind=entry.object_type,
            number=entry.object_id if is_number(entry.object_id) else "",
            about=_about(entry, names),
            extra=" · ".join(_extra(entry.extra)),
        )


def _names(entries: list[Entry]) -> dict[str, str]:
    numbers = {entry.person for entry in entries}
    numbers |= {entry.object_id for entry in entries if entry.object_type == PERSON}
    found = User.objects.filter(pk__in=[int(number) for number in numbers if is_number(number)])
    return {str(user.pk): user.get_full_name() for user in found.only("email", "first_name", "last_name")}


def _person(number: str, names: Mapping[str, str]) -> str:
    if not is_number(number):
        return number
    return names.get(number) or _("Person %(number)s") % {"number": number}


def _about(entry: Entry, names: Mapping[str, str]) -> str:
    if not entry.object_type:
        return ""
    if entry.object_type == PERSON:
        return _person(entry.object_id, names)
    return f"{_kind(entry.object_type)}: {entry.label or entry.object_id}"


def _kind(label: str) -> str:
    if label in KINDS:
        return capfirst(str(KINDS[label]))
    try:
        return capfirst(str(apps.get_model(label)._meta.verbose_name))
    except (LookupError, ValueError):
        return label


def _extra(extra: Mapping[str, object]) -> Iterator[str]:
    """What changed, in words where they are of a list, else as numbers and codes."""
    extra = {**extra, **extra.get("asked", {})}
    extra.pop("asked", None)
    if "before" in extra and "standing" in extra:
        yield f"{_label(Standing, extra['before'])} → {_label(Standing, extra['standing'])}"
    for name, value in extra.items():
        if name == "role":
            yield str(_label(PersonRole, value))
        elif name == "decision":
            yield str(_label(Decision, value))
        elif name == "changes":
            yield from (f"{field}: {' → '.join(map(str, pair))}" for field, pair in value.items() if pair)
        elif name not in ("before", "standing") and value:
            yield f"{name}: {', '.join(map(str, value)) if isinstance(value, list) else value}"


def _label(choices, value: object) -> object:
    return choices(value).label if value in choices.values else value
