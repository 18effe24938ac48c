"""Names that begin like what is being typed: which come first, whatever engine finds them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from django.conf import settings
from django.utils import timezone

from search.analysis import fold, prefix_query, with_slips
from search.analysis.scripts import WITHOUT_SPACES, script_of, script_of_language
from search.documents.shapes import LABEL_KINDS, TOPIC_KINDS, LabelDocument
from search.querying.parameters import Parameters
from search.querying.queries import Query, build
from search.querying.results import Suggestion

#: Names looked at for one language, of listings and of all others: those that begin with the very words come
#: first among them
MOST_READ = 100
#: The same of names further off, in another language or with a slip: reading them is what takes the time
MOST_READ_FURTHER = 20
#: With fewer names than these that begin so, those that do but for a slip follow
FEW = 3
PLACE = "location"


@dataclass(frozen=True, slots=True)
class Typed:
    """What is typed, in one language: names that have all of `tokens`, and each of `near` but for a slip.

    At most `most` listings are wanted and as many others, `without` some kinds: topics are found in all
    languages, and with slips, by what people call them (search.pages.suggested_topics).
    """

    language: str
    tokens: tuple[str, ...]
    near: tuple[str, ...] = ()
    most: int = MOST_READ_FURTHER
    without: tuple[str, ...] = TOPIC_KINDS


class Names(Protocol):
    """The names that an engine knows."""

    def found(self, typed: Sequence[Typed]) -> Iterator[Iterable[LabelDocument]]:
        """Return for each what meets it."""

    def places_with_listings(self, slugs: Sequence[str]) -> set[str]:
        """Return those of some places, one at least, at which a search finds something."""


def suggest(names: Names, text: str, language: str, limit: int) -> list[Suggestion]:
    """Return at most `limit` names.

    Those in the reader's language come before those in the fallback languages, and these before those in the
    other languages with such letters; those that begin so but for a slip follow where there are few others.
    """
    own = tuple(dict.fromkeys((language, *settings.FALLBACK_LANGUAGES)))
    others = tuple(each for each in _languages_written_so(text) if each not in own)
    found = _Found(names, text, limit)
    for each in own:
        found.look_for([Typed(each, prefix_query(text, each), most=MOST_READ, without=())])
    found.look_for([Typed(each, prefix_query(text, each)) for each in others])
    if len(found.suggestions) < FEW:
        with_slip = [Typed(each, *with_slips(prefix_query(text, each))) for each in (*own, *others)]
        found.look_for([typed for typed in with_slip if typed.near])
    return list(found.suggestions.values())[:limit]


def at_places(slugs: Iterable[str]) -> Query:
    """The search to which the name of a place leads, for several."""
    return build(Parameters(location=tuple(slugs)), now=timezone.now(), language=settings.LANGUAGE_CODE)


def _languages_written_so(text: str) -> Iterator[str]:
    script = script_of(text) or script_of_language(WITHOUT_SPACES)
    return (each for each in settings.MODELTRANSLATION_LANGUAGES if script_of_language(each) == script)


class _Found:
    """What is suggested so far, by kind and code."""

    def __init__(self, names: Names, text: str, limit: int):
        self.names, self.text, self.limit = names, text, limit
        self.suggestions: dict[tuple[str, str], Suggestion] = {}

    def look_for(self, typed: Sequence[Typed]) -> None:
        """Add names that meet what is typed, until there are enough."""
        if len(self.suggestions) >= self.limit:
            return
        asked = [each for each in typed if each.tokens or each.near]
        for each, labels in zip(asked, self.names.found(asked), strict=True):
            named = (_suggestion(label, each.language) for label in labels)
            self._add(named, fold(self.text, each.language).strip())
            if len(self.suggestions) >= self.limit:
                return

    def _add(self, named: Iterable[Suggestion], folded: str) -> None:
        new = [each for each in named if (each.kind, each.code) not in self.suggestions]
        ordered = _mixed(sorted(new, key=lambda each: _rank(each, folded)), self.limit)
        places = [each.code for each in ordered if each.kind == PLACE]
        shown = self.names.places_with_listings(places) if places else ()
        for each in ordered:
            if each.kind != PLACE or each.code in shown:
                self.suggestions[each.kind, each.code] = each


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
