"""Names that begin like what is being typed."""

import json
from collections.abc import Iterable, Iterator

import tantivy
from django.conf import settings
from django.utils import timezone

from search.analysis import fold, prefix_query
from search.documents.shapes import LABEL_KINDS, LabelDocument
from search.engines.schema import prefix_field, schema
from search.results import Suggestion

#: Names looked at for one language: those that begin with the very words come first among them
MOST_READ = 100


def suggest(searcher: tantivy.Searcher, text: str, language: str, limit: int) -> list[Suggestion]:
    """Return at most `limit` names, those in the reader's language before those in the fallback languages."""
    found: dict[tuple[str, str], Suggestion] = {}
    for each in dict.fromkeys((language, *settings.FALLBACK_LANGUAGES)):
        suggestions = (_suggestion(label, each) for label in _labels(searcher, text, each))
        for suggestion in _mixed(sorted(suggestions, key=lambda s: _rank(s, text)), limit):
            found.setdefault((suggestion.kind, suggestion.code), suggestion)
        if len(found) >= limit:
            break
    return list(found.values())[:limit]


def _labels(searcher: tantivy.Searcher, text: str, language: str) -> Iterator[LabelDocument]:
    tokens = prefix_query(text, language)
    if not tokens:
        return
    terms = [tantivy.Query.term_query(schema(), prefix_field(language), token, "basic") for token in tokens]
    query = tantivy.Query.boolean_query([(tantivy.Occur.Must, term) for term in terms])
    today = timezone.localdate().isoformat()
    for _score, address in searcher.search(query, limit=MOST_READ, count=False).hits:
        document = json.loads(searcher.doc(address).get_first("document"))
        if document.get("valid_from", today) <= today <= document.get("valid_until", today):
            yield LabelDocument.from_json(document["label"])


def _suggestion(label: LabelDocument, language: str) -> Suggestion:
    return Suggestion(label.kind, label.code, label.labels[language], language)


def _rank(suggestion: Suggestion, text: str) -> tuple:
    label = fold(suggestion.label, suggestion.language)
    begins = label.startswith(fold(text, suggestion.language).strip())
    return not begins, LABEL_KINDS.index(suggestion.kind), len(label), label, suggestion.code


def _mixed(suggestions: Iterable[Suggestion], limit: int) -> list[Suggestion]:
    """Let no kind take more than half of the places while another one waits."""
    taken: dict[str, int] = {}
    first, later = [], []
    for suggestion in suggestions:
        taken[suggestion.kind] = taken.get(suggestion.kind, 0) + 1
        (first if taken[suggestion.kind] <= limit // 2 else later).append(suggestion)
    return first + later
