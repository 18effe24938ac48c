"""What a revision holds: clean texts in every language, and nothing else of them (DESIGN, traps 1, 2)."""

from django.db import models
from modelcluster.models import get_all_child_relations

from directory.cleaning import clean_value
from directory.text_fields import text_fields, translated_fields


def to_store(model: type[models.Model], content: dict) -> dict:
    """The content of a new revision, of the object and of its children."""
    kept = {name: value for name, value in content.items() if name not in translated_fields(model)}
    for field in text_fields(model):
        kept[field.name] = clean_value(field, kept.get(field.name))
    for name, child_model in _children(model, kept):
        kept[name] = [to_store(child_model, child) for child in kept[name]]
    return kept


def to_load(model: type[models.Model], content: dict) -> dict | None:
    """Saved content as the models of today read it, or None for a part that can't exist any more.

    A language that did not exist when the revision was saved is empty: the text without a language would leak
    into it. What has been deleted since is left out: modelcluster stops at a protected reference that leads
    nowhere.
    """
    kept = {name: value for name, value in content.items() if name not in translated_fields(model)}
    for field in text_fields(model):
        kept.setdefault(field.name, "")
    for field in _lost_references(model, kept):
        if not field.null:
            return None
        kept[field.name] = None
    for name, child_model in _children(model, kept):
        kept[name] = [child for saved in kept[name] if (child := to_load(child_model, saved)) is not None]
    return kept


def _children(model: type[models.Model], content: dict) -> list[tuple[str, type[models.Model]]]:
    relations = [
        (relation.get_accessor_name(), relation.related_model) for relation in get_all_child_relations(model)
    ]
    return [(name, child_model) for name, child_model in relations if name in content]


def _lost_references(model: type[models.Model], content: dict) -> list[models.Field]:
    return [
        field
        for field in model._meta.fields
        if field.many_to_one
        and field.remote_field.on_delete is models.PROTECT
        and content.get(field.name) is not None
        and not field.related_model._base_manager.filter(pk=content[field.name]).exists()
    ]
