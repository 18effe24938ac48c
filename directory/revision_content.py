"""What a revision holds: clean texts in every language, and nothing else of them (DESIGN, traps 1, 2)."""

from collections import defaultdict
from collections.abc import Collection, Iterator

from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations

from directory.cleaning import clean_value
from directory.text_fields import text_fields, translated_fields

#: The keys that exist, by model
Known = dict[type[models.Model], set]


def to_store(model: type[models.Model], content: dict) -> dict:
    """The content of a new revision, of the object and of its children."""
    kept = {name: value for name, value in content.items() if name not in translated_fields(model)}
    for field in text_fields(model):
        kept[field.name] = clean_value(field, kept.get(field.name))
    for name, child_model in _children(model, kept):
        kept[name] = [to_store(child_model, child) for child in kept[name]]
    return kept


def to_load(model: type[models.Model], content: dict, *, trusted: Collection[str] = ()) -> dict | None:
    """Saved content as the models of today read it, or None for a part that can't exist any more.

    A language that did not exist when the revision was saved is empty: the text without a language would leak
    into it. What has been deleted since is left out: modelcluster stops at a protected reference that leads
    nowhere. `trusted` are references of the object itself that need no look: the row's own. One query,
    whatever is referred to.
    """
    references = defaultdict(set)
    _collect(model, content, references, trusted)
    return _load(model, content, _known(references), trusted)


def _known(references: dict[type[models.Model], set]) -> Known:
    """Those of the references that lead somewhere. One query for all kinds, or none without any."""
    kinds = list(references)
    # Plain querysets: those of models with translated texts put columns in an order of their own
    rows = [
        models.QuerySet(kind)
        .filter(pk__in=references[kind])
        .order_by()
        .values_list(models.Value(number, models.IntegerField()), "pk")
        for number, kind in enumerate(kinds)
    ]
    known: Known = {kind: set() for kind in kinds}
    for number, pk in rows[0].union(*rows[1:], all=True) if rows else ():
        known[kinds[number]].add(pk)
    return known


def _load(model: type[models.Model], content: dict, known: Known, trusted: Collection[str] = ()):
    kept = {name: value for name, value in content.items() if name not in translated_fields(model)}
    for field in text_fields(model):
        kept.setdefault(field.name, "")
    for field in _references(model, kept, trusted):
        if field.to_python(kept[field.name]) not in known[field.related_model]:
            if not field.null:
                return None
            kept[field.name] = None
    for name, child_model in _children(model, kept):
        loaded = (_load(child_model, saved, known) for saved in kept[name])
        kept[name] = [child for child in loaded if child is not None]
    return kept


def _collect(
    model: type[models.Model], content: dict, references: dict[type, set], trusted: Collection[str] = ()
) -> None:
    for field in _references(model, content, trusted):
        references[field.related_model].add(content[field.name])
    for name, child_model in _children(model, content):
        for saved in content[name]:
            _collect(child_model, saved, references)


def _children(model: type[models.Model], content: dict) -> list[tuple[str, type[models.Model]]]:
    relations = [
        (relation.get_accessor_name(), relation.related_model) for relation in get_all_child_relations(model)
    ]
    return [(name, child_model) for name, child_model in relations if name in content]


def _references(
    model: type[models.Model], content: dict, trusted: Collection[str]
) -> Iterator[models.ForeignKey]:
    """The fields that refer to something besides the whole that a part belongs to."""
    for field in model._meta.fields:
        is_reference = field.many_to_one and not isinstance(field, ParentalKey)
        if is_reference and field.name not in trusted and content.get(field.name) is not None:
            yield field
