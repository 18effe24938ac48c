"""Where in a listing something is, in words: "phones.0.number" is "Phone numbers: Number"."""

from collections.abc import Iterator

from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from desk.changes.values import label_of
from directory.models import Service
from directory.text_fields import text_fields


def title_of(relation: str) -> str:
    """What the parts of one kind are called together."""
    titles = {
        "schedules": _("times"),
        "service_at_locations": _("places"),
        "phones": _("phone numbers"),
        "contacts": _("people"),
        "urls": _("web pages"),
        "attributes": _("topics"),
        "roles": _("roles of organisations"),
        "pictures": _("pictures"),
        "easy_texts": _("easy language"),
    }
    return str(capfirst(titles[relation]))


def refusal(error: ValidationError) -> str:
    """Each message after the place in the listing that it is about (see directory.actions.validation)."""
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    return " ".join(
        ": ".join([*_labels(place), " ".join(messages)]) for place, messages in error.message_dict.items()
    )


def _labels(place: str) -> Iterator[str]:
    relation, *below = place.split(".")
    model = Service
    if place == NON_FIELD_ERRORS:
        return
    if hasattr(Service, relation) and relation not in {field.name for field in Service._meta.fields}:
        yield title_of(relation)
        model = Service._meta.get_field(relation).related_model
        relation = below[1] if len(below) == 2 else ""
    if label := _label(model, relation):
        yield label


def _label(model: type[Model], name: str) -> str:
    """Empty for a part of a part: its place says enough."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return ""
    languages = {each.name: each.language for each in text_fields(model)}
    return label_of(field, languages.get(name, ""))
