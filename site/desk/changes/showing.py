"""What differs between two versions of a listing, as a moderator reads it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db.models import CharField, EmailField, Field, Model, TextField, URLField
from django.utils.translation import pgettext

from desk.changes.comparing import Comparison, Content, Difference, PartDifference, compare, compare_fields
from desk.changes.names import Names, names_in
from desk.changes.pictures import Pictures, pictures_in
from desk.changes.places import title_of
from desk.changes.values import in_words, label_of
from desk.changes.words import Piece, Pieces, side_by_side
from directory.models import Picture
from directory.reading import wording
from directory.reading.texts import Text

#: What tells parts of a kind from each other
NAMED_BY = {
    "schedules": ("rrule", "opens_at", "location"),
    "phones": ("number",),
    "urls": ("url",),
    "easy_texts": ("language_code",),
}


@dataclass(frozen=True)
class Change:
    """A field, old and new; `html_lang` and `direction` of a text, empty for other values.

    `original` is what a translation is made from, where nobody has changed that.
    """

    name: str
    label: str
    language: str
    old: Pieces
    new: Pieces
    html_lang: str = ""
    direction: str = ""
    original: Text | None = None


@dataclass(frozen=True)
class Part:
    """A part that is new, gone or changed; `state` is one of added, removed, changed.

    `name` says which of several was changed, by what it was before.
    """

    state: str
    words: str
    changes: tuple[Change, ...]
    name: str = ""


@dataclass(frozen=True)
class Group:
    """The changed parts of one kind."""

    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class _Referred:
    """What contents refer to by number."""

    names: Names
    pictures: Pictures


@dataclass(frozen=True)
class Shown:
    changes: tuple[Change, ...]
    groups: tuple[Group, ...]

    def __bool__(self) -> bool:
        return bool(self.changes or self.groups)


def show(old: Content, new: Content) -> Shown:
    """Five queries at most, whatever the size of the change."""
    referred, found = _Referred(names_in([old, new]), pictures_in([old, new])), compare(old, new)
    return Shown(tuple(_change(each, referred) for each in found.fields), tuple(_groups(found, referred)))


def show_fields(model: type[Model], old: Content, new: Content) -> Shown:
    """The same of something that has no parts: an organisation, a place, an alert."""
    referred, found = _Referred(names_in([old, new], model), {}), compare_fields(model, old, new)
    return Shown(tuple(_change(each, referred) for each in found.fields), ())


def _change(difference: Difference, referred: _Referred, written: str = "") -> Change:
    """`written` is the language of a part whose texts are all in one."""
    field, language = difference.field, difference.language
    is_text = isinstance(field, CharField | TextField) and not field.flatchoices
    text = Text("", language or (written if is_text and not _direction(field) else ""))
    old, new = _sides(difference, referred, is_text=is_text)
    return Change(
        name=field.name,
        label=label_of(field, language),
        language=language,
        old=old,
        new=new,
        html_lang=text.html_lang if text.language_code else "",
        direction=text.direction if text.language_code else _direction(field),
        original=difference.original,
    )


def _sides(difference: Difference, referred: _Referred, *, is_text: bool) -> tuple[Pieces, Pieces]:
    field = difference.field
    if field.related_model is Picture:
        return _picture(difference.old, referred.pictures), _picture(difference.new, referred.pictures)
    old, new = (in_words(field, value, referred.names) for value in (difference.old, difference.new))
    return side_by_side(old, new) if is_text else (_all(old), _all(new))


def _picture(value: object, pictures: Pictures) -> Pieces:
    """One that is gone is told by its number."""
    return (Piece(f"#{value}", True, pictures.get(value)),) if value else ()


def _direction(field: Field) -> str:
    """Numbers and addresses run from left to right beside any script."""
    is_address = isinstance(field, URLField | EmailField) or field.name in ("number", "phone")
    return "ltr" if is_address else ""


def _all(words: str) -> Pieces:
    return (Piece(words, True),) if words else ()


def _groups(found: Comparison, referred: _Referred) -> Iterator[Group]:
    for relation, parts in groupby(found.parts, key=lambda part: part.relation):
        yield Group(title_of(relation), tuple(_part(part, referred) for part in parts))


def _part(part: PartDifference, referred: _Referred) -> Part:
    """One with the changes of its own parts, such as the dates of a session, below its own."""
    written = str((part.new or part.old).get("language_code") or "")
    below = [_part(each, referred) for each in part.parts]
    changes = [_change(each, referred, written) for each in part.fields]
    changes += [change for each in below for change in each.changes]
    if part.old is None:
        return Part("added", pgettext("part of a listing", "New"), tuple(changes))
    if part.new is None:
        return Part("removed", pgettext("part of a listing", "Taken out"), tuple(changes))
    words = pgettext("part of a listing", "Changed")
    return Part("changed", words, tuple(changes), _name(part, referred.names))


def _name(part: PartDifference, names: Names) -> str:
    fields = (part.model._meta.get_field(name) for name in NAMED_BY.get(part.relation, ()))
    said = (in_words(field, part.old.get(field.name), names) for field in fields)
    return wording.comma().join(filter(None, said))
