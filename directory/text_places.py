"""Where the translated texts of a listing stand: in its own fields, and in those of its parts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import models
from modeltranslation.utils import build_localized_fieldname

from directory.models import Service
from directory.text_fields import translated_fields

#: Parts of a listing that have texts of their own
RELATIONS = ("schedules", "phones", "urls", "service_at_locations", "pictures")


@dataclass(frozen=True)
class TextPlace:
    """A field of the listing, or of one of its parts by its number: that is its `key`."""

    key: str
    owner: models.Model
    name: str

    @property
    def identity(self) -> tuple:
        """The same in each version of a listing, wherever its parts have moved to."""
        is_part = not isinstance(self.owner, Service)
        return (self.owner._meta.model_name, self.owner.pk if is_part else None, self.name)

    def read(self, language: str) -> str:
        return getattr(self.owner, build_localized_fieldname(self.name, language)) or ""

    def write(self, language: str, value: str) -> None:
        setattr(self.owner, build_localized_fieldname(self.name, language), value)

    @property
    def field(self) -> models.Field:
        return type(self.owner)._meta.get_field(self.name)


def text_places(listing: Service, parts: dict[str, list] | None = None) -> Iterator[TextPlace]:
    for name in translated_fields(Service):
        yield TextPlace(name, listing, name)
    for relation in RELATIONS:
        for number, part in enumerate(parts[relation] if parts else getattr(listing, relation).all()):
            for name in translated_fields(type(part)):
                yield TextPlace(f"{relation}-{number}-{name}", part, name)


def write_texts(listing: Service, language: str, text_at: Callable[[TextPlace], str | None]) -> None:
    """Put texts of one language into a version in memory; where `text_at` gives None, it stays."""
    parts = {name: list(getattr(listing, name).all()) for name in RELATIONS}
    for place in text_places(listing, parts):
        if (text := text_at(place)) is not None:
            place.write(language, text)
    for name, each in parts.items():
        getattr(listing, name).set(each)
