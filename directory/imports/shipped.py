"""What the shipped vocabulary said when it was last loaded: what people changed since stays."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry

from directory.models import ImportedRecord, Taxonomy, TaxonomyTerm

SOURCE = "vocabulary"
BATCH = 500

Row = Mapping[str, Any]


class Shipped:
    """The records of one taxonomy, by the codes of its terms."""

    def __init__(self, taxonomy: Taxonomy):
        self.taxonomy = taxonomy
        records = ImportedRecord.objects.filter(source=SOURCE, kind=taxonomy.slug)
        self._before: dict[str, Row] = dict(records.values_list("identifier", "values"))
        self._now: dict[str, dict[str, Any]] = defaultdict(dict)
        self._terms = {term.code: term.pk for term in taxonomy.terms.only("code", "taxonomy")}
        self._edited = _edited() if self._terms.keys() - self._before.keys() else {}

    def was_deleted(self, code: str) -> bool:
        """It was loaded once, and somebody has taken it away since."""
        return code in self._before and code not in self._terms

    def keeping(self, code: str, shipped: Row, present: Row | None) -> Row:
        """What is shipped, but for what people changed; of a list what they added and took away."""
        self._now[code] |= shipped
        if present is None:
            return shipped
        before = self._before_of(code, present)
        return {
            name: (_merged if isinstance(value, list) else _kept)(value, present[name], before.get(name))
            for name, value in shipped.items()
        }

    def write(self) -> None:
        """Remember what is shipped now. Call it when the terms are there."""
        terms = dict(self.taxonomy.terms.values_list("code", "pk"))
        of_terms = ContentType.objects.get_for_model(TaxonomyTerm)
        ImportedRecord.objects.bulk_create(
            [
                ImportedRecord(
                    source=SOURCE,
                    kind=self.taxonomy.slug,
                    identifier=code,
                    content_type=of_terms,
                    object_id=terms[code],
                    values=values,
                )
                for code, values in self._now.items()
                if values != self._before.get(code)
            ],
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["source", "kind", "identifier"],
            update_fields=["object_id", "values", "imported_at"],
        )

    def _before_of(self, code: str, present: Row) -> Row:
        """Of a term loaded before there were records: the history says what is not as it was shipped."""
        if code in self._before:
            return self._before[code]
        edited = self._edited.get(self._terms.get(code), frozenset())
        return {name: value for name, value in present.items() if name not in edited}


def _edited() -> dict[int, frozenset[str]]:
    """By term the columns that people changed in the admin."""
    of_terms = ContentType.objects.get_for_model(TaxonomyTerm)
    edited: dict[int, frozenset[str]] = defaultdict(frozenset)
    entries = ModelLogEntry.objects.filter(content_type=of_terms, action="wagtail.edit")
    for pk, data in entries.values_list("object_id", "data"):
        edited[int(pk)] |= {TaxonomyTerm._meta.get_field(name).attname for name in _columns(data)}
    return edited


def _columns(data: Row) -> Iterable[str]:
    """Without search words, which are no columns of the term, and columns of former versions."""
    return data.get("changes", {}).keys() & {field.name for field in TaxonomyTerm._meta.concrete_fields}


def _kept(shipped: Any, present: Any, before: Any) -> Any:
    # An emptied text is empty or null, whichever form wrote it
    return shipped if before in (present, present or None) else present


def _merged(shipped: list, present: list, before: list | None) -> list:
    if present == (before or []):
        return shipped
    known = {*(before or ()), *present}
    return [
        *(each for each in present if each in shipped or each not in (before or ())),
        *(each for each in shipped if each not in known),
    ]
