"""What is invented: made by the demo, known by the record of its import, and marked as an example."""

from django.db.models import Exists, Model, OuterRef, Q

from directory.models import ImportedRecord
from directory.models.imports import INVENTED_SOURCES, IS_REAL
from directory.reading.keeping import kept_for


def is_example(model: type[Model]) -> Exists:
    """Whether a row of a model is invented, as a column of its query."""
    records = _invented().filter(
        content_type__app_label=model._meta.app_label,
        content_type__model=model._meta.model_name,
        object_id=OuterRef("pk"),
    )
    return Exists(records)


@kept_for(minutes=1)
def has_examples() -> bool:
    """Whether there is anything invented on this site."""
    return _invented().exists()


def _invented():
    # What an import noted nothing about is not known to be real
    is_real = Q(**{f"values__{IS_REAL}": True}) & Q(values__has_key=IS_REAL)
    return ImportedRecord.objects.filter(source__in=INVENTED_SOURCES).exclude(is_real)
