"""Entries of the log in words: names are asked for as they are today, and only of those on a page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import pgettext

from audit.choices import Act
from audit.models import Entry
from desk.filters import is_number
from desk.log.details import details
from desk.log.names import PERSON, Names, kind_name, label_in_words
from desk.log.versions import has_version


@dataclass(frozen=True)
class Line:
    """`kind` and `number` ask for all entries about the same object; `entry` for what one changed in it."""

    at: datetime
    person: str
    who: str
    act: str
    kind: str
    number: str
    about: str
    extra: str
    entry: int | None


def lines(entries: Iterable[Entry]) -> Iterator[Line]:
    """Three queries at most, for the names of all people, organisations and groups in these entries."""
    entries = list(entries)
    names = Names.of(entries)
    for entry in entries:
        yield Line(
            at=entry.at,
            person=entry.person if is_number(entry.person) else "",
            who=names.person(entry.person) if entry.person else pgettext("in the log", "An operator"),
            act=str(Act(entry.act).label),
            kind=entry.object_type,
            number=entry.object_id if is_number(entry.object_id) else "",
            about=_about(entry, names),
            extra=" · ".join(details(entry, names)),
            entry=entry.pk if has_version(entry) else None,
        )


def _about(entry: Entry, names: Names) -> str:
    if not entry.object_type:
        return ""
    if entry.object_type == PERSON:
        return names.person(entry.object_id)
    return f"{kind_name(entry.object_type)}: {label_in_words(entry)}"
