"""Names of what entries of the log keep by number, as they are today."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth.models import Group
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from accounts.models import User
from audit.models import Entry
from desk.filters import is_number
from desk.unmet.board import gap_words
from directory.choices import ServiceRoleKind
from directory.models import Organization
from directory.reading.texts import text_columns
from directory.reading.vocabulary import vocabulary
from feedback.choices import Kind as FeedbackKind

PERSON = User._meta.label_lower
#: As screens call them; Django's own names are those of the code
KINDS = {
    "directory.organization": gettext_lazy("organisation"),
    "directory.service": pgettext_lazy("kind of listing", "Service"),
    "directory.location": gettext_lazy("place"),
    "directory.network": gettext_lazy("Network"),
    "directory.partnership": pgettext_lazy("menu", "Partnerships"),
    "directory.alert": gettext_lazy("Alert to readers"),
    "desk.note": pgettext_lazy("about a partner", "Notes"),
    "desk.gap": pgettext_lazy("menu", "What is missing"),
    "directory.servicerole": pgettext_lazy("what waits", "Role to accept"),
    "accounts.application": gettext_lazy("Applications"),
    "contact.helprequest": gettext_lazy("Requests for help"),
    "contact.receivingunit": gettext_lazy("Receiving units"),
    "feedback.feedback": gettext_lazy("Feedback"),
}
#: What of an entry's details is the number of what
REFERENCES: Mapping[str, type[Model]] = {
    "person": User,
    "assigned_from": User,
    "assigned_to": User,
    "organization": Organization,
    "successor": Organization,
    "merged": Organization,
    "group": Group,
}
#: Of the values before and after, which are numbers of organisations
PARTIES = ("unit", "organization")


@dataclass(frozen=True)
class Names:
    by_number: Mapping[type[Model], Mapping[str, str]]

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Names":
        """One query for each kind of thing that these entries name, and none for the others."""
        wanted: dict[type[Model], set[str]] = {}
        for model, number in _numbers(entries):
            wanted.setdefault(model, set()).add(number)
        return cls({model: _named(model, numbers) for model, numbers in wanted.items()})

    def person(self, number: str) -> str:
        """Who was erased is known by what stands in the place of her number."""
        if not is_number(number):
            return number
        return self.by_number.get(User, {}).get(number) or _("Person %(number)s") % {"number": number}

    def reference(self, name: str, number: object) -> str:
        model, text = REFERENCES[name], str(number)
        if not text:
            return ""
        return self.person(text) if model is User else self.by_number.get(model, {}).get(text, f"#{text}")


def kind_name(label: str) -> str:
    if label in KINDS:
        return capfirst(str(KINDS[label]))
    try:
        return capfirst(str(apps.get_model(label)._meta.verbose_name))
    except (LookupError, ValueError):
        return label


def label_in_words(entry: Entry) -> str:
    """What an entry is about, by its name; a name made of codes is read."""
    read = CODED.get(entry.object_type)
    return read(entry.label) if read and entry.label else entry.label or entry.object_id


def _role(label: str) -> str:
    name, dot, code = label.rpartition(" · ")
    return f"{name}{dot}{dict(ServiceRoleKind.choices).get(code, code)}"


def _feedback(label: str) -> str:
    number, _space, code = label.partition(" ")
    return f"{number} {dict(FeedbackKind.choices).get(code, code)}"


def _task(label: str) -> str:
    codes = label.split(" ")
    return gap_words(*codes, vocabulary(get_language())) if len(codes) == len(OF_TASK) else label


#: Of a task its language, area and topic, each of which may be empty
OF_TASK = ("language_code", "area", "topic")
CODED: Mapping[str, Callable[[str], str]] = {
    "directory.servicerole": _role,
    "feedback.feedback": _feedback,
    "desk.gap": _task,
}


def _numbers(entries: Iterable[Entry]) -> Iterator[tuple[type[Model], str]]:
    for entry in entries:
        found = [(User, entry.person)]
        if entry.object_type == PERSON:
            found.append((User, entry.object_id))
        for kept in (entry.extra, entry.extra.get("asked") or {}):
            found += [(REFERENCES[name], kept[name]) for name in kept if name in REFERENCES]
        changes = entry.extra.get("changes") or {}
        found += [(Organization, number) for name in PARTIES for number in changes.get(name, ())]
        yield from ((model, str(number)) for model, number in found if is_number(str(number)))


def _named(model: type[Model], numbers: set[str]) -> dict[str, str]:
    rows = model._default_manager.filter(pk__in=map(int, numbers))
    if model is User:
        rows = rows.only("email", "first_name", "last_name")
        return {str(row.pk): row.get_full_name() for row in rows}
    if model is Organization:
        rows = rows.only("slug", *text_columns("name", languages=("fi", "en", "sv")))
    return {str(row.pk): str(row) for row in rows}
