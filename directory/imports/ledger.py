"""What one source has brought in: asked before an object is made, written after, read when it is removed."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from directory.models import ImportedRecord


class Ledger:
    """The imported records of one source."""

    def __init__(self, source: str):
        self.source = source
        self._known = set(self._records().values_list("kind", "identifier"))

    def has(self, kind: str, identifier: str) -> bool:
        return (kind, identifier) in self._known

    def has_any(self) -> bool:
        return bool(self._known)

    def write(self, kind: str, identifier: str, instance: models.Model, **values: Any) -> None:
        """Note an object; `values` are what else is to be known of it later."""
        ImportedRecord.objects.create(
            source=self.source,
            kind=kind,
            identifier=identifier,
            content_type=_type_of(type(instance)),
            object_id=instance.pk,
            values=values,
        )
        self._known.add((kind, identifier))

    def write_many(self, kind: str, instances: dict[str, models.Model]) -> None:
        """Write many objects of one model at once, by their identifiers."""
        ImportedRecord.objects.bulk_create(
            ImportedRecord(
                source=self.source,
                kind=kind,
                identifier=identifier,
                content_type=_type_of(type(instance)),
                object_id=instance.pk,
            )
            for identifier, instance in instances.items()
        )
        self._known.update((kind, identifier) for identifier in instances)

    def objects_of(self, model: type[models.Model]) -> models.QuerySet:
        """The objects of a model that this source brought and that are still there."""
        records = self._records().filter(content_type=_type_of(model))
        return model._default_manager.filter(pk__in=records.values("object_id"))

    def strike(self, model: type[models.Model]) -> None:
        """Forget the objects of a model that are there no more."""
        records = self._records().filter(content_type=_type_of(model))
        records.exclude(object_id__in=model._default_manager.values("pk")).delete()
        self._known = set(self._records().values_list("kind", "identifier"))

    def _records(self) -> models.QuerySet:
        return ImportedRecord.objects.filter(source=self.source)


def _type_of(model: type[models.Model]) -> ContentType:
    return ContentType.objects.get_for_model(model)
