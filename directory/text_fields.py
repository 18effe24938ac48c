"""Which columns hold the texts of a model: one for each translated field and language."""

from collections.abc import Iterator

from django.db import models
from modeltranslation.translator import NotRegistered, translator


def translated_fields(model: type[models.Model]) -> dict[str, list[models.Field]]:
    """The fields of each language by the name of the translated field; nothing for a model without texts."""
    try:
        return translator.get_options_for_model(model).all_fields
    except NotRegistered:
        return {}


def text_fields(model: type[models.Model]) -> Iterator[models.Field]:
    """All fields that hold a text in one language."""
    for fields in translated_fields(model).values():
        yield from fields
