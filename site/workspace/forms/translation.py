"""The texts of a listing in one language beside those it was written in."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from directory.models import Service
from directory.reading.texts import Text
from directory.text_fields import translated_fields
from workspace.forms.fields import CLASSES, column, tick, write_in
from workspace.forms.section import SectionForm

#: Parts of a listing that have texts of their own
RELATIONS = ("schedules", "phones", "urls", "service_at_locations")


@dataclass(frozen=True)
class Place:
    """Where a text stands: a field of the listing, or of one of its parts by its number."""

    key: str
    owner: models.Model
    name: str

    def read(self, language: str) -> str:
        return getattr(self.owner, column(self.name, language)) or ""

    def write(self, language: str, value: str) -> None:
        setattr(self.owner, column(self.name, language), value)

    @property
    def field(self) -> models.Field:
        return type(self.owner)._meta.get_field(self.name)


@dataclass(frozen=True)
class Pair:
    """A text of the original, and the field for its translation."""

    source: Text
    field: forms.BoundField


class TranslationForm(SectionForm):
    """`can_check`: the person has the language and may say that the translation is right."""

    def __init__(self, data=None, *, listing: Service, language: str, can_check: bool, **kwargs):
        self.language = language
        super().__init__(data, listing=listing, **kwargs)
        for place in self._places(listing):
            self.fields[place.key] = _field_for(place.field)
        write_in(self, list(self.fields), language)
        if can_check:
            self.fields["is_checked"] = tick(_("I know this language, and the translation is right"))

    def _places(self, listing: Service) -> list[Place]:
        """Every text that there is in either language."""
        both = (listing.original_language, self.language)
        return [place for place in _all_places(listing) if any(place.read(code) for code in both)]

    @property
    def pairs(self) -> list[Pair]:
        original = self.listing.original_language
        return [
            Pair(Text(place.read(original), original), self[place.key])
            for place in self._places(self.listing)
            if place.key in self.fields
        ]

    @property
    def text(self) -> str:
        """All that was typed, together."""
        return "\n".join(value for value in self.typed.values() if isinstance(value, str))

    def values(self, listing: Service) -> dict[str, object]:
        return {place.key: place.read(self.language) for place in self._places(listing)}

    def compared(self, listing: Service) -> object:
        original = listing.original_language
        return {
            place.key: (place.read(original), place.read(self.language)) for place in self._places(listing)
        }

    def apply(self, listing: Service) -> None:
        values, relations = (
            self.cleaned_data,
            {name: list(getattr(listing, name).all()) for name in RELATIONS},
        )
        for place in _all_places(listing, relations):
            if place.key in values:
                place.write(self.language, values[place.key])
        for name, parts in relations.items():
            getattr(listing, name).set(parts)


def _all_places(listing: Service, relations: dict[str, list] | None = None) -> Iterator[Place]:
    for name in translated_fields(Service):
        yield Place(name, listing, name)
    for relation in RELATIONS:
        parts = relations[relation] if relations else getattr(listing, relation).all()
        for number, part in enumerate(parts):
            for name in translated_fields(type(part)):
                yield Place(f"{relation}-{number}-{name}", part, name)


def _field_for(field: models.Field) -> forms.CharField:
    is_long = isinstance(field, models.TextField)
    widget = forms.Textarea({**CLASSES, "rows": 5}) if is_long else forms.TextInput(CLASSES)
    return forms.CharField(
        label=capfirst(field.verbose_name), required=False, max_length=field.max_length, widget=widget
    )
