"""The names of what a content refers to by number: one query for each kind of thing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations

from directory.models import Service
from directory.reading.texts import text_columns
from directory.text_fields import translated_fields

Names = Mapping[tuple[type[models.Model], int], str]


@dataclass
class _Wanted:
    ids: dict[type[models.Model], set[int]] = field(default_factory=lambda: defaultdict(set))

    def collect(self, model: type[models.Model], content: dict) -> None:
        for each in model._meta.fields:
            if each.many_to_one and not isinstance(each, ParentalKey) and content.get(each.name):
                self.ids[each.related_model].add(content[each.name])
        for relation in get_all_child_relations(model):
            for part in content.get(relation.get_accessor_name()) or ():
                self.collect(relation.related_model, part)


def names_in(contents: Iterable[dict], model: type[models.Model] = Service) -> Names:
    """The names of the terms, places and organisations in these contents, of listings or of others."""
    wanted = _Wanted()
    for content in contents:
        wanted.collect(model, content)
    return {
        (kind, row.pk): str(row)
        for kind, ids in wanted.ids.items()
        if "name" in translated_fields(kind)
        for row in kind._base_manager.only(*_columns(kind)).filter(pk__in=ids)
    }


def _columns(model: type[models.Model]) -> list[str]:
    others = [each for each in ("slug", "code") if any(own.name == each for own in model._meta.fields)]
    return [*text_columns("name", languages=("fi", "en", "sv")), *others]
