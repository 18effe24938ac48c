"""Model instances as plain rows that can be compared and kept as JSON."""

import datetime
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.db import models

from directory.text_fields import translated_fields

EMPTY = (None, "", [])
#: Set by position, not told by a source
BY_POSITION = ("sort_order",)


def read_row(instance: models.Model, columns: Iterable[str]) -> dict[str, Any]:
    """The columns of an instance that have a value, as JSON would give them back."""
    values = {column: plain(getattr(instance, column)) for column in columns}
    return {column: value for column, value in values.items() if value is not None}


def read_rows(instances: Iterable[models.Model], without: str) -> list[dict[str, Any]] | None:
    """Children of an object as rows, without the column of their parent; None where there are none."""
    rows = [{**read_row(child, child_columns(type(child), without)), **_dates(child)} for child in instances]
    return rows or None


def plain(value: Any) -> Any:
    if value in EMPTY:
        return None
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return str(value) if isinstance(value, models.enums.Choices) else value


@lru_cache
def child_columns(model: type[models.Model], without: str) -> tuple[str, ...]:
    """The columns of a child that a source may fill; of texts only those with a language (DESIGN, trap 1)."""
    skipped = {*translated_fields(model), without, *BY_POSITION}
    return tuple(
        field.attname
        for field in model._meta.concrete_fields
        if not field.primary_key and field.name not in skipped
    )


def _dates(child: models.Model) -> dict[str, Any]:
    """The dates of a schedule, which are children of a child."""
    if not hasattr(child, "dates"):
        return {}
    rows = read_rows(child.dates.all(), "schedule")
    return {"dates": rows} if rows else {}
