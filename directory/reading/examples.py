"""What is invented: made by the demo, known by the record of its import, and marked as an example."""

from django.db.models import Exists, Model, OuterRef

from directory.models import ImportedRecord
from directory.reading.keeping import kept_for


def is_example(model: type[Model]) -> Exists:
    """Whether a row of a model is invented, as a column of its query."""
    return Exists(
        ImportedRecord.objects.invented().filter(
            content_type__app_label=model._meta.app_label,
            content_type__model=model._meta.model_name,
            object_id=OuterRef("pk"),
        )
    )


@kept_for(minutes=1)
def has_examples() -> bool:
    """Whether there is anything invented on this site."""
    return ImportedRecord.objects.invented().exists()
