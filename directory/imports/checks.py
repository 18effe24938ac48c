"""Checking an object before it is saved: what a form would refuse, an import refuses too."""

from django.db import models

from directory.text_fields import translated_fields


def check(instance: models.Model, *, apart_from: tuple[str, ...] = ()) -> None:
    """Raise ValidationError for values that break a rule of the model; constraints are left to the database.

    The columns without a language are left out: they repeat the active language's, which may be empty
    (DESIGN, trap 1). Name in `apart_from` the parent that has no row yet.
    """
    instance.full_clean(exclude={*translated_fields(type(instance)), *apart_from}, validate_constraints=False)
