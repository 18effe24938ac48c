"""Slugs for imported objects."""

from django.db import models
from django.utils.text import slugify


def free_slug(model: type[models.Model], name: str, *, fallback: str) -> str:
    """A slug made of a name that no object of the model has yet."""
    field = model._meta.get_field("slug")
    base = slugify(name)[: field.max_length - 5].strip("-") or fallback
    taken = set(model._default_manager.filter(slug__startswith=base).values_list("slug", flat=True))
    candidates = [base, *(f"{base}-{number}" for number in range(2, len(taken) + 3))]
    return next(slug for slug in candidates if slug not in taken)
