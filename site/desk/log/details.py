"""What an entry of the log keeps, in words: before → after where both are kept."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import get_language_bidi, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.models.applications import Decision
from audit.choices import Act
from audit.models import Entry
from contact.choices import Act as HelpAct
from desk.changes.values import in_words, label_of
from desk.log.names import PARTIES, Names, kind_name
from desk.log.screens import screen_name
from desk.quality.kinds import Kind
from directory.admin.log_actions import LOG_ACTIONS
from directory.admin.topics import headings_of_words
from directory.choices import CapacityStatus, NetworkRole, PersonRole, ServiceRoleKind, Standing
from directory.models import Partnership
from directory.reading import wording

NOTHING = "–"
ROLES = {
    **dict(PersonRole.choices + ServiceRoleKind.choices + NetworkRole.choices),
    "superuser": User._meta.get_field("is_superuser").verbose_name,
    "receiver": gettext_lazy("Receiving units"),
    "language checker": gettext_lazy("Language checkers"),
}
#: Ways to come in and to confirm; by a form of the workspace or the desk is the usual one, and not said
WAYS = {
    "code": gettext_lazy("E-mail"),
    "reminder": gettext_lazy("E-mail"),
    "mfa": gettext_lazy("Second step"),
    "totp": gettext_lazy("An app that shows codes"),
    "webauthn": gettext_lazy("Passkeys"),
    "recovery_codes": gettext_lazy("Codes for emergencies"),
}
DONE = {
    **{action: sentence for action, (_label, sentence) in LOG_ACTIONS.items()},
    **dict(HelpAct.choices),
    "sent": "",
    "opened": "",
    "deleted": "",
    "feedback.answer": pgettext_lazy("help request, log", "Answered"),
    "desk.assign": pgettext_lazy("act", "Assigned"),
    "desk.ask": pgettext_lazy("act", "Asked the partner whether it is right"),
    "desk.dismiss": pgettext_lazy("act", "Said that it is right as it is"),
    "desk.close_gap": pgettext_lazy("a task", "Closed"),
    "desk.calendar": gettext_lazy("Calendar of partnerships"),
}
STATES = {**dict(Standing.choices), **dict(CapacityStatus.choices)}


def details(entry: Entry, names: Names) -> list[str]:
    return [words for words in _details(entry, names) if words]


def _details(entry: Entry, names: Names) -> Iterator[str]:
    extra = entry.extra
    yield from (str(_word(DONE, extra[name])) for name in ("what",) if name in extra)
    yield from _changes(entry, names)
    for before, after in (("before", "standing"), ("before", "status")):
        if after in extra:
            yield _arrow(_word(STATES, extra.get(before, "")), _word(STATES, extra[after]))
    if "assigned_to" in extra:
        yield _arrow(
            *(names.reference(name, extra.get(name, "")) for name in ("assigned_from", "assigned_to"))
        )
    for name, value in extra.items():
        if value and (read := READERS.get(name)):
            yield read(value, names)
    yield from _asked(extra.get("asked") or {}, names)


def _changes(entry: Entry, names: Names) -> Iterator[str]:
    """Fields by what they are called, each with its values where they are kept."""
    pairs = entry.extra.get("changes") or {}
    for name in entry.extra.get("fields") or pairs:
        label, values = _label(entry.object_type, name), pairs.get(name)
        yield (
            f"{label}{wording.colon()}{_arrow(*(_value(name, each, names) for each in values))}"
            if values
            else label
        )


def _label(object_type: str, name: str) -> str:
    try:
        field = apps.get_model(object_type)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return str(headings_of_words().get(name, name))
    return label_of(field, getattr(field, "language", ""))


def _value(name: str, value: str, names: Names) -> str:
    """Of a partnership, whose values alone are kept: as texts."""
    if name in PARTIES:
        return names.reference("organization", value)
    field = Partnership._meta.get_field(name)
    return in_words(field, {"True": True, "False": False}.get(value, value), {})


def _asked(asked: Mapping[str, str], names: Names) -> Iterator[str]:
    """What the log was narrowed by."""
    if number := asked.get("person"):
        yield names.person(number)
    if asked.get("act"):
        yield str(_word(dict(Act.choices), asked["act"]))
    if asked.get("kind"):
        yield f"{kind_name(asked['kind'])} {asked.get('number', '')}".strip()
    first, last = asked.get("first", ""), asked.get("last", "")
    if first or last:
        yield " – ".join(_day(day) if day else "" for day in (first, last)).strip()


def _arrow(before: object, after: object) -> str:
    """It points the way in which the reader reads."""
    return f"{before or NOTHING} {'←' if get_language_bidi() else '→'} {after or NOTHING}"


def _word(words: Mapping[str, object], code: object) -> object:
    return words.get(str(code), code)


def _day(value: str) -> str:
    try:
        return wording.full_date(date.fromisoformat(value))
    except ValueError:
        return value


def _reference(name: str) -> Callable[[object, Names], str]:
    return lambda value, names: names.reference(name, value)


def _ways(value: object, _names: Names) -> str:
    found = (WAYS.get(each, "") for each in (value if isinstance(value, list) else [value]))
    return wording.comma().join(str(way) for way in found if way)


#: By what is kept, how it is read. Numbers that no reader knows, as those of versions, are not here
READERS: Mapping[str, Callable[[object, Names], str]] = {
    **{name: _reference(name) for name in ("person", "organization", "successor", "merged", "group")},
    "role": lambda value, _names: str(_word(ROLES, value)),
    "decision": lambda value, _names: str(_word(dict(Decision.choices), value)),
    "how": _ways,
    "kind": _ways,
    "language": lambda value, _names: wording.language_name(value),
    "languages": lambda value, _names: wording.language_names(value),
    "fault": lambda value, _names: str(_word(dict(Kind.choices), value)),
    "date": lambda value, _names: _day(value),
    "until": lambda value, _names: _("until %(date)s") % {"date": _day(value)},
    "screen": lambda value, _names: screen_name(value),
}
