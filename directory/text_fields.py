"""Which columns hold the texts of a model: one for each translated field and language."""

from collections.abc import Collection, Iterator

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from modeltranslation.translator import NotRegistered, translator


def translated_fields(model: type[models.Model]) -> dict[str, list[models.Field]]:
    """The fields of each language by the name of the translated field; nothing for a model without texts.

    In the order of the model: modeltranslation keeps a set, whose order is another in each process.
    """
    try:
        fields = translator.get_options_for_model(model).all_fields
    except NotRegistered:
        return {}
    return {name: fields[name] for name in sorted(fields, key=lambda name: _place_of(model, name))}


def _place_of(model: type[models.Model], name: str) -> int:
    return model._meta.get_field(name).creation_counter


def text_fields(model: type[models.Model]) -> Iterator[models.Field]:
    """All fields that hold a text in one language."""
    for fields in translated_fields(model).values():
        yield from fields


def errors_of_length(instance: models.Model, exclude: Collection[str]) -> dict[str, list]:
    """What is too long, by column. Django holds a line to its `max_length`, a text of several lines not."""
    errors = {}
    for field in text_fields(type(instance)):
        # Asking for a deferred column would load it
        text = instance.__dict__.get(field.attname)
        if isinstance(field, models.TextField) and field.max_length and text and field.name not in exclude:
            try:
                MaxLengthValidator(field.max_length)(text)
            except ValidationError as error:
                errors[field.name] = error.error_list
    return errors
