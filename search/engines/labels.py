"""Names in the embedded index."""

import json
from collections.abc import Iterator
from functools import partial

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
            document = json.loads(searcher.doc(address).get_first("document"))
            if document.get("valid_from", today) <= today <= document.get("valid_until", today):
                yield LabelDocument.from_json(document["label"])


def _term(field: str, value: str) -> tantivy.Query:
    return tantivy.Query.term_query(schema(), field, value, "basic")
