"""What single values look like, as the database knows it; directory.validators says the rest, in words."""

from django.db import models


def has_slug(owner: str) -> models.CheckConstraint:
    """The constraint that there is something to make an address of; `owner` is its model, in lower case."""
    return models.CheckConstraint(condition=~models.Q(slug=""), name=f"directory_{owner}_has_a_slug")


def is_shaped(owner: str, field: str, pattern: str) -> models.CheckConstraint:
    """The constraint that a field is empty, or of the form of a regular expression."""
    return models.CheckConstraint(
        condition=models.Q(**{field: ""}) | models.Q(**{f"{field}__regex": f"^{pattern}$"}),
        name=f"directory_{owner}_{field}_has_its_form",
    )
