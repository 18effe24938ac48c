"""Rows known by a natural key: new ones written at once, changed ones one by one, equal ones not at all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

BATCH = 500


@dataclass(frozen=True)
class Tally:
    """How many rows were added, changed and left as they were."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.added + other.added, self.changed + other.changed, self.unchanged + other.unchanged)


def upsert(rows: Iterable[Mapping[str, Any]], *, into: models.QuerySet, key: tuple[str, ...]) -> Tally:
    """Make the rows of a queryset equal to these, found by the fields of the key; others stay.

    Changed rows are saved singly, so that whoever listens to saves hears of them; added ones are not.
    """
    known = {tuple(getattr(instance, field) for field in key): instance for instance in into}
    new, changed, unchanged = [], 0, 0
    for row in rows:
        instance = known.get(tuple(row[field] for field in key))
        if instance is None:
            new.append(into.model(**row))
        elif _assign(instance, row):
            instance.save()
            changed += 1
        else:
            unchanged += 1
    into.bulk_create(new, batch_size=BATCH)
    return Tally(len(new), changed, unchanged)


def _assign(instance: models.Model, row: Mapping[str, Any]) -> bool:
    """Set the fields of a row; whether any of them was another before."""
    different = {field: value for field, value in row.items() if getattr(instance, field) != value}
    for field, value in different.items():
        setattr(instance, field, value)
    return bool(different)
