"""A value of a content in the words in which readers see it."""

import datetime
from contextlib import suppress

from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from desk.changes.names import Names
from desk.changes.rules import rule_words
from directory.choices import AccessibilityFeature, Channel
from directory.models.codes import SpokenLanguagesField
from directory.reading import wording

#: Lists of codes
CODES = {"channels": Channel, "accessibility": AccessibilityFeature}
LANGUAGE_FIELDS = ("original_language", "language_code")


def in_words(field: models.Field, value: object, names: Names) -> str:
    """Whatever stands in a revision: an unreadable value is shown as it is."""
    if value in (None, "", []):
        return ""
    with suppress(ValueError, TypeError, AttributeError, LookupError):
        return _read(field, value, names)
    return str(value)


def _read(field: models.Field, value, names: Names) -> str:
    if field.many_to_one:
        return names.get((field.related_model, value), f"#{value}")
    if field.flatchoices:
        return str(dict(field.flatchoices)[value])
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return _listed(field, value) if isinstance(value, list) else _written(field, value)


def _written(field: models.Field, value) -> str:
    if field.name == "rrule":
        return rule_words(value)
    if field.name in LANGUAGE_FIELDS:
        return wording.language_name(value)
    return _moment(field, value)


def _listed(field: models.Field, values: list) -> str:
    if isinstance(field, SpokenLanguagesField):
        return wording.language_names(values)
    if field.name in CODES:
        return wording.comma().join(str(CODES[field.name](each).label) for each in values)
    return wording.comma().join(map(str, values))


def _moment(field: models.Field, value) -> str:
    if isinstance(field, models.DateTimeField):
        moment = datetime.datetime.fromisoformat(value)
        moment = timezone.localtime(moment) if timezone.is_aware(moment) else moment
        return f"{wording.full_date(moment.date())} {wording.clock_time(moment)}"
    if isinstance(field, models.DateField):
        return wording.full_date(datetime.date.fromisoformat(value))
    if isinstance(field, models.TimeField):
        return wording.clock_time(datetime.time.fromisoformat(value))
    return str(value)


def label_of(field: models.Field, language: str) -> str:
    """What a field is called, with the language of a text."""
    named = getattr(field, "translated_field", field)
    name = str(capfirst(OWN_NAMES.get(named.name, lambda: named.verbose_name)()))
    return f"{name} · {wording.language_name(language)}" if language else name


#: Fields that nobody fills in by this name, and so have none in the models
OWN_NAMES = {
    "location": lambda: _("place"),
    "organization": lambda: _("organisation"),
    "language_code": lambda: _("language"),
    "url": lambda: _("web page"),
    "term": lambda: _("topics"),
    "label": lambda: _("name"),
    "date": lambda: _("first date"),
    "role": lambda: _("kind"),
    "kind": lambda: _("kind"),
}
