"""What a form changed in a row without versions, as its history keeps it: each field before and after."""

from datetime import UTC, date, datetime, time

from django.db import models

from directory.text_fields import text_fields, translated_fields

Values = dict[str, object]

#: Changed by acts of their own, or by nobody
NOT_OF_A_FORM = ("standing", "made_by", "version")


def values_of(row: models.Model | None) -> Values:
    """Its fields as JSON takes them, as a revision would hold them; none of a row that is not there."""
    if row is None:
        return {}
    languages = {field.name for field in text_fields(type(row))}
    shared = translated_fields(type(row)).keys() | set(NOT_OF_A_FORM)
    fields = (field for field in row._meta.concrete_fields if not field.primary_key)
    return {
        field.name: _plain(getattr(row, field.attname), is_text=field.name in languages)
        for field in fields
        if field.name not in shared
    }


def differences(before: Values, after: Values) -> dict[str, list]:
    """By field the two values that differ: what `log` takes as its data."""
    pairs = ((name, before.get(name), value) for name, value in after.items())
    changed = {name: [old, new] for name, old, new in pairs if old != new and (_says(old) or _says(new))}
    return {"changes": changed} if changed else {}


def _says(value: object) -> bool:
    return value not in (None, "", [])


def _plain(value: object, *, is_text: bool) -> object:
    if is_text:
        return value or ""
    if isinstance(value, datetime):
        # A form says it in the city's time, the database in another one
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date | time) else value
