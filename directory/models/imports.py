"""Where an imported object came from, so that it is updated and not made again."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from directory.querysets import ImportedRecordQuerySet


class ImportedRecord(models.Model):
    """An object read from another register.

    `values` holds what was written at the last import, field by field: a field that differs from it now was
    changed by a person here, and the next import leaves it alone.
    """

    source = models.CharField(max_length=30)
    kind = models.CharField(max_length=30)
    identifier = models.CharField(max_length=200)
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    object = GenericForeignKey()
    values = models.JSONField(default=dict)
    imported_at = models.DateTimeField(auto_now=True)

    objects = ImportedRecordQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["content_type", "object_id"], name="directory_importedrecord_of")]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "kind", "identifier"], name="directory_importedrecord_is_known_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.kind} {self.identifier}"
