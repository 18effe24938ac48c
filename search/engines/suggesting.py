"""Names that begin like what is being typed: which come first, whatever engine finds them."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from django.conf import settings

from search.analysis import fold, prefix_query
from search.documents.shapes import LABEL_KINDS, LabelDocument
from search.results import Suggestion

#: Names looked at for one language, of listings and of all others: those that begin with the very words come
#: first among them
MOST_READ = 100

#: Finds the names of one language that have all of the tokens
Find = Callable[[tuple[str, ...], str], Iterable[LabelDocument]]


def suggest(find: Find, text: str, language: str, limit: int) -> list[Suggestion]:
    """Return at most `limit` names, those in the reader's language before those in the fallback languages."""
    found: dict[tuple[str, str], Suggestion] = {}
    for each in dict.fromkeys((language, *settings.FALLBACK_LANGUAGES)):
        tokens = prefix_query(text, each)
        suggestions = [_suggestion(label, each) for label in find(tokens, each)] if tokens else []
        typed = fold(text, each).strip()
        for suggestion in _mixed(sorted(suggestions, key=lambda s: _rank(s, typed)), limit):
            found.setdefault((suggestion.kind, suggestion.code), suggestion)
        if len(found) >= limit:
            break
    return list(found.values())[:limit]


def _suggestion(label: LabelDocument, language: str) -> Suggestion:
    return Suggestion(label.kind, label.code, label.labels[language], language)


def _rank(suggestion: Suggestion, typed: str) -> tuple:
    label = _folded(suggestion.label, suggestion.language)
    return not label.startswith(typed), LABEL_KINDS.index(suggestion.kind), len(label), label, suggestion.code


#: The same names come for each letter that is typed
_folded = lru_cache(maxsize=8_192)(fold)


def _mixed(suggestions: Iterable[Suggestion], limit: int) -> list[Suggestion]:
    """Let no kind take more than half of the places while another one waits."""
    taken: dict[str, int] = {}
    first, later = [], []
    for suggestion in suggestions:
        taken[suggestion.kind] = taken.get(suggestion.kind, 0) + 1
        (first if taken[suggestion.kind] <= limit // 2 else later).append(suggestion)
    return first + later
