"""What differs between two contents of a listing: field by field, part by part, language by language.

A content is what a revision holds. Nothing here asks the database.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations

from directory.models import Service, TranslationState
from directory.models.services import NOT_PART_OF_AN_EDIT
from directory.reading.texts import Text
from directory.text_fields import text_fields, translated_fields

Content = dict[str, object]

#: What says where a version stands, not what readers see
NOT_SHOWN = {
    *NOT_PART_OF_AN_EDIT,
    *("latest_revision", "live", "has_unpublished_changes", "first_published_at"),
    *("locked", "locked_at", "locked_by", "sort_order"),
}
IDENTITY = {"pk", "sort_order"}


@dataclass(frozen=True)
class Difference:
    """A field with two values; `language` of a text.

    `original` is what a translation is made from, where nobody has changed that.
    """

    field: models.Field
    language: str
    old: object
    new: object
    original: Text


@dataclass(frozen=True)
class PartDifference:
    """A part of a listing, such as a phone number: added, removed or changed."""

    relation: str
    model: type[models.Model]
    old: Content | None
    new: Content | None
    fields: tuple[Difference, ...]
    parts: tuple["PartDifference", ...] = ()


@dataclass(frozen=True)
class Comparison:
    fields: tuple[Difference, ...]
    parts: tuple[PartDifference, ...]

    @property
    def languages(self) -> set[str]:
        """Those whose texts differ."""
        return {each.language for each in (*self.fields, *_all_fields(self.parts)) if each.language}

    def is_only_translation(self, original: str) -> bool:
        """Whether nothing differs but texts in other languages than the original one."""
        found = [*self.fields, *_all_fields(self.parts)]
        is_same_shape = all(None not in (part.old, part.new) for part in _all_parts(self.parts))
        return bool(found) and is_same_shape and all(each.language not in ("", original) for each in found)


def compare(old: Content, new: Content) -> Comparison:
    original = str(new.get("original_language") or "")
    return Comparison(tuple(_fields(Service, old, new, original)), tuple(_parts(Service, old, new, original)))


def compare_fields(model: type[models.Model], old: Content, new: Content) -> Comparison:
    """Of something that has no parts."""
    return Comparison(tuple(_fields(model, old, new)), ())


def _fields(
    model: type[models.Model], old: Content, new: Content, original: str = ""
) -> Iterator[Difference]:
    sources = _sources(model, original)
    differing = [
        (field, language)
        for field, language in _shown_fields(model)
        if not _is_same(old.get(field.name), new.get(field.name))
    ]
    told = {field.name for field, _language in differing}
    for field, language in differing:
        source = sources.get(field.name, "")
        text = "" if source in told else str(new.get(source) or "")
        yield Difference(field, language, old.get(field.name), new.get(field.name), Text(text, original))


def _sources(model: type[models.Model], original: str) -> dict[str, str]:
    """The column of the original language, by the columns of all others."""
    found = {}
    for columns in translated_fields(model).values():
        source = next((each.name for each in columns if each.language == original), "")
        found |= {each.name: source for each in columns if each.name != source}
    return found


def _shown_fields(model: type[models.Model]) -> Iterator[tuple[models.Field, str]]:
    """The fields that readers see, in their order; texts language by language."""
    texts, languages = translated_fields(model), {field.name: field.language for field in text_fields(model)}
    for field in model._meta.fields:
        if field.name in texts:
            yield from ((column, column.language) for column in texts[field.name])
        elif not (
            field.primary_key
            or field.name in languages
            or field.name in NOT_SHOWN
            or isinstance(field, ParentalKey)
        ):
            yield field, ""


def _is_same(before: object, after: object) -> bool:
    # A column that was never filled says the same as an empty one
    return before == after or not (_says(before) or _says(after))


def _says(value: object) -> bool:
    return value not in (None, "", [])


def _parts(model: type[models.Model], old: Content, new: Content, original: str) -> Iterator[PartDifference]:
    for relation in get_all_child_relations(model):
        if relation.related_model is not TranslationState:
            name = relation.get_accessor_name()
            pairs = _pairs(old.get(name) or [], new.get(name) or [])
            yield from _parts_of(name, relation.related_model, pairs, original)


def _parts_of(
    relation: str,
    model: type[models.Model],
    pairs: Iterator[tuple[Content | None, Content | None]],
    original: str,
) -> Iterator[PartDifference]:
    for before, after in pairs:
        fields = tuple(_fields(model, before or {}, after or {}, original))
        parts = tuple(_parts(model, before or {}, after or {}, original))
        if fields or parts:
            yield PartDifference(relation, model, before, after, fields, parts)


def _pairs(old: list[Content], new: list[Content]) -> Iterator[tuple[Content | None, Content | None]]:
    """Which old part became which new one: by number, else by content, else in their order."""
    old, new, pairs = list(old), list(new), []
    for is_pair in (_is_same_row, _is_equal):
        for before in list(old):
            if after := next((each for each in new if is_pair(before, each)), None):
                pairs.append((before, after))
                old.remove(before)
                new.remove(after)
    yield from pairs
    yield from zip_longest(old, new)


def _is_same_row(before: Content, after: Content) -> bool:
    return before.get("pk") is not None and before.get("pk") == after.get("pk")


def _is_equal(before: Content, after: Content) -> bool:
    return _without_identity(before) == _without_identity(after)


def _without_identity(value: object) -> object:
    if isinstance(value, list):
        return [_without_identity(each) for each in value]
    if isinstance(value, dict):
        kept = {name: each for name, each in value.items() if name not in IDENTITY and _says(each)}
        return {
            name: _without_identity(each)
            for name, each in kept.items()
            if name not in ("service", "schedule")
        }
    return value


def _all_parts(parts: tuple[PartDifference, ...]) -> Iterator[PartDifference]:
    for part in parts:
        yield part
        yield from _all_parts(part.parts)


def _all_fields(parts: tuple[PartDifference, ...]) -> Iterator[Difference]:
    for part in _all_parts(parts):
        yield from part.fields
