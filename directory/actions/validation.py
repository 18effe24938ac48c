"""Whether a whole listing may be saved: its own values, and those of every part of it."""

from collections import Counter
from collections.abc import Callable, Iterator

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.translation import gettext as _
from modelcluster.models import ClusterableModel, get_all_child_relations

from directory.models import Service, TranslationState

Errors = dict[str, list[ValidationError]]


def validate(listing: Service) -> None:
    """Raise ValidationError for wrong values, by field; those of a part by its place: "phones.0.number".

    The slug of a new listing is made when it is saved.
    """
    errors = _errors_of(lambda: listing.full_clean(exclude=[] if listing.slug else ["slug"]))
    errors |= _errors_of_parts(listing, "")
    if errors:
        raise ValidationError(errors)


def _errors_of_parts(whole: ClusterableModel, place: str) -> Errors:
    errors = {}
    for relation in get_all_child_relations(type(whole)):
        # Set by the actions themselves
        if relation.related_model is not TranslationState:
            name = relation.get_accessor_name()
            parts = list(getattr(whole, name).all())
            errors |= _errors_of_twins(parts, relation.field.name, f"{place}{name}")
            for number, part in enumerate(parts):
                errors |= _errors_of_part(part, relation.field.name, f"{place}{name}.{number}")
    return errors


def _errors_of_part(part: models.Model, parent: str, place: str) -> Errors:
    found = _errors_of(
        lambda: part.full_clean(exclude=[parent], validate_unique=False, validate_constraints=False)
    )
    # A value that is wrong already would be compared in vain
    for constraint in _constraints(part, models.CheckConstraint) if not found else ():
        found |= _errors_of(lambda constraint=constraint: constraint.validate(type(part), part))
    errors = {place if name == NON_FIELD_ERRORS else f"{place}.{name}": each for name, each in found.items()}
    if isinstance(part, ClusterableModel):
        errors |= _errors_of_parts(part, f"{place}.")
    return errors


def _errors_of_twins(parts: list[models.Model], parent: str, place: str) -> Errors:
    """Parts that are there twice. Rows are not asked: the ones of today may be replaced by these."""
    if not parts:
        return {}
    for constraint in _constraints(parts[0], models.UniqueConstraint):
        names = [parts[0]._meta.get_field(name).attname for name in constraint.fields if name != parent]
        keys = Counter(tuple(getattr(part, name) for name in names) for part in parts)
        if any(number > 1 for number in keys.values()):
            return {place: [ValidationError(_("Choose from the list, each only once."))]}
    return {}


def _constraints(part: models.Model, kind: type) -> Iterator[models.BaseConstraint]:
    return (constraint for constraint in part._meta.constraints if isinstance(constraint, kind))


def _errors_of(check: Callable[[], None]) -> Errors:
    try:
        check()
    except ValidationError as error:
        return error.update_error_dict({})
    return {}
