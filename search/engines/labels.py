"""Names in the embedded index."""

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import tantivy
from django.utils import timezone

from search.analysis import first_letters
from search.documents.shapes import LabelDocument
from search.engines.reading import Snapshot
from search.engines.schema import LABEL, SERVICE, label_kind, prefix_field, schema
from search.engines.selecting import Selection
from search.engines.suggesting import PLACE, Typed, at_places


class EmbeddedNames:
    """The names of one snapshot; see Names."""

    def __init__(self, snapshot: Snapshot):
        self.snapshot = snapshot

    def found(self, typed: Sequence[Typed]) -> Iterator[Iterable[LabelDocument]]:
        return map(self._found, typed)

    def places_with_listings(self, slugs: Sequence[str]) -> set[str]:
        there = Selection(self.snapshot, at_places(slugs)).templates()
        templates = self.snapshot.columns.templates
        is_there = templates.slots.flags(there)
        return {slug for slug in slugs if is_there[templates.postings.owners_of(PLACE, slug)].any()}

    def _found(self, typed: Typed) -> Iterator[LabelDocument]:
        today, searcher = timezone.localdate().isoformat(), self.snapshot.searcher
        for kind in (LABEL, SERVICE):
            for _score, address in searcher.search(_query(kind, typed), limit=typed.most, count=False).hits:
                label, valid_from, valid_until = _read(searcher.doc(address).get_first("document"))
                if (valid_from or today) <= today <= (valid_until or today):
                    yield label


def _query(kind: str, typed: Typed) -> tantivy.Query:
    field = prefix_field(typed.language)
    must = [_term("kind", kind), *(_term(field, token) for token in typed.tokens)]
    must += [tantivy.Query.fuzzy_term_query(schema(), field, token) for token in typed.near]
    # All slips weigh the same: a name that begins right, and a short one, is nearer
    should = [_term(field, first_letters(token)) for token in typed.near]
    must_not = [_term("kind", label_kind(each)) for each in typed.without]
    by_occurrence = (
        (tantivy.Occur.Must, must),
        (tantivy.Occur.Should, should),
        (tantivy.Occur.MustNot, must_not),
    )
    return tantivy.Query.boolean_query(
        [(occurs, each) for occurs, queries in by_occurrence for each in queries]
    )


@lru_cache(maxsize=4_096)
def _read(document: str) -> tuple[LabelDocument, str, str]:
    """A name, and from and until which day it is shown, if any; kept, since the same come for each letter."""
    values = json.loads(document)
    return (
        LabelDocument.from_json(values["label"]),
        values.get("valid_from", ""),
        values.get("valid_until", ""),
    )


def _term(field: str, value: str) -> tantivy.Query:
    return tantivy.Query.term_query(schema(), field, value, "basic")
