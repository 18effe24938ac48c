"""What an import may change: a field that a person changed since the last import stays as it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from directory.models import ImportedRecord

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Merge:
    """`changes` are to be written, `kept` were edited here, `recorded` is for the record afterwards."""

    changes: dict[str, Any]
    kept: tuple[str, ...]
    recorded: dict[str, Any]


def merge(wanted: Row, *, current: Row, record: ImportedRecord | None) -> Merge:
    """Compare what the source says with what is here and what the last import wrote.

    Values are plain (as in JSON); None and absence mean the same. What a person added where the source never
    said anything is no edit of it.
    """
    written = record.values if record else {}
    changes, kept, recorded = {}, [], {}
    for field, value in wanted.items():
        now, before = current.get(field), written.get(field)
        if now != value and now == before:
            changes[field] = value
        if now in (value, before):
            recorded[field] = value
            continue
        recorded[field] = before
        if value is not None or before is not None:
            kept.append(field)
    return Merge(
        changes, tuple(kept), {field: value for field, value in recorded.items() if value is not None}
    )
