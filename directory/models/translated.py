"""Saving texts without a trace of the language of whoever saves them (DESIGN, traps 1 and 4)."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import translation

from directory.cleaning import clean_value
from directory.text_fields import errors_of_length, text_fields, translated_fields


class TranslatedModel(models.Model):
    """A model with translated fields. Its columns without a language always hold those of the default one.

    `bulk_create()` and `update()` go past this: call them with the default language active, and on clean
    texts.
    """

    class Meta:
        abstract = True

    def save_base(self, *args, **kwargs):
        self._clean_texts()
        with translation.override(settings.MODELTRANSLATION_DEFAULT_LANGUAGE):
            return super().save_base(*args, **kwargs)

    def clean_fields(self, exclude=None):
        """Leave out the columns without a language: they would demand a text in that of the interface."""
        self._clean_texts()
        excluded = {*(exclude or ()), *translated_fields(type(self))}
        errors = errors_of_length(self, excluded)
        try:
            super().clean_fields(exclude=excluded)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def _clean_texts(self) -> None:
        for field in text_fields(type(self)):
            # Asking for a deferred column would load it
            if value := self.__dict__.get(field.attname):
                setattr(self, field.attname, clean_value(field, value))
