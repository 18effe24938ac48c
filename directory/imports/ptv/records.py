"""Where objects of the register are here."""

from typing import Any

from django.db import models

from directory.models import ImportedRecord

SOURCE = "ptv"
SERVICE, ORGANIZATION, PLACE = "service", "organization", "place"


def find_record(kind: str, identifier: str) -> ImportedRecord | None:
    return ImportedRecord.objects.filter(source=SOURCE, kind=kind, identifier=identifier).first()


def write_record(
    record: ImportedRecord | None, kind: str, identifier: str, instance: models.Model, values: dict[str, Any]
) -> None:
    """Note what was written; nothing where it is noted already."""
    record = record or ImportedRecord(source=SOURCE, kind=kind, identifier=identifier)
    if record.pk and record.values == values and record.object_id == instance.pk:
        return
    record.object, record.values = instance, values
    record.save()
