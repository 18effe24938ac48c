"""Taking out again what an import of the demo made, and nothing else."""

from collections import Counter

from django.db import models, transaction

from directory.imports.ledger import Ledger
from directory.models import Helpline, Location, Network, Organization, Partnership, Picture, Service

#: What needs others goes before them
MODELS = (Service, Network, Partnership, Helpline, Location, Picture, Organization)


@transaction.atomic
def remove_everything_of(source: str) -> tuple[Counter, list[models.Model]]:
    """Delete what a source made; returns how many of each model, and what stays because others use it."""
    removed, kept, ledger = Counter(), [], Ledger(source)
    for model in MODELS:
        found = ledger.objects_of(model)
        count, left = found.count(), _delete(found)
        removed[model._meta.model_name] = count - len(left)
        kept += left
        ledger.strike(model)
    return removed, kept


def _delete(found: models.QuerySet) -> list[models.Model]:
    """Delete all that can be deleted. Organisations stand on each other, so it may take several rounds."""
    if found.model is Service:
        found.delete()
        return []
    left = list(found)
    while deleted := [instance for instance in left if _was_deleted(instance)]:
        left = [instance for instance in left if not any(instance is gone for gone in deleted)]
    return left


def _was_deleted(instance: models.Model) -> bool:
    """Delete it, unless something that stays refers to it."""
    try:
        with transaction.atomic():
            return bool(instance.delete())
    except models.ProtectedError:
        return False
