"""Names in the embedded index."""

import json
from collections.abc import Iterator
from functools import lru_cache, partial

import tantivy
from django.utils import timezone

from search.documents.shapes import LabelDocument
from search.engines.schema import LABEL, SERVICE, prefix_field, schema
from search.engines.suggesting import MOST_READ, Find


def find_in(searcher: tantivy.Searcher) -> Find:
    return partial(_labels, searcher)


def _labels(searcher: tantivy.Searcher, tokens: tuple[str, ...], language: str) -> Iterator[LabelDocument]:
    today = timezone.localdate().isoformat()
    for kind in (LABEL, SERVICE):
        terms = [_term("kind", kind), *(_term(prefix_field(language), token) for token in tokens)]
        query = tantivy.Query.boolean_query([(tantivy.Occur.Must, term) for term in terms])
        for _score, address in searcher.search(query, limit=MOST_READ, count=False).hits:
            label, valid_from, valid_until = _read(searcher.doc(address).get_first("document"))
            if (valid_from or today) <= today <= (valid_until or today):
                yield label


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
