"""Closed lists that the database knows as well."""

from collections.abc import Sequence

from django.db import models

from directory.models.checks import Check


def only_known(owner: str, field: str, values: Sequence[str]) -> Check:
    """The constraint that a field holds one of these values; `owner` is its model, in lower case."""
    return Check(condition=models.Q(**{f"{field}__in": values}), name=f"directory_{owner}_{field}_is_known")
