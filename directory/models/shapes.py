"""What single values look like, as the database knows it; directory.validators says the rest, in words."""

from django.db import models

from directory.models.checks import Check


def has_slug(owner: str) -> Check:
    """The constraint that there is something to make an address of; `owner` is its model, in lower case."""
    return Check(condition=~models.Q(slug=""), name=f"directory_{owner}_has_a_slug")


def is_shaped(owner: str, field: str, pattern: str) -> Check:
    """The constraint that a field is empty, or of the form of a regular expression."""
    return Check(
        condition=models.Q(**{field: ""}) | models.Q(**{f"{field}__regex": f"^{pattern}$"}),
        name=f"directory_{owner}_{field}_has_its_form",
    )
