"""What the results page says: what was understood, the cards, the filters, and how to go on."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from directory.reading import wording
from directory.reading.cards import Card, build_cards
from directory.reading.texts import Text
from directory.reading.vocabulary import Term, vocabulary
from search import filters
from search.chips import Chip, chips
from search.chosen import chosen_by_id
from search.engines import Engine
from search.filter_words import ChosenLabels
from search.parameters import Parameters, Sort
from search.queries import Query, build
from search.results import Results

#: With fewer hits the page offers what a wider search would give
FEW = 5
MOST_WIDER = 6


@dataclass(frozen=True)
class Way:
    """A way on: a search that is known to give something."""

    label: Text
    query_string: str
    count: int


@dataclass(frozen=True)
class SortLink:
    label: str
    query_string: str
    is_current: bool


@dataclass(frozen=True)
class TopicChip:
    term: Term
    query_string: str  # the same search without it


class ResultsPage:
    """One page of results, in the reader's language."""

    def __init__(self, parameters: Parameters, engine: Engine, *, now: datetime.datetime):
        self.parameters = parameters
        self.engine = engine
        self.now = now
        self.results: Results = engine.search(self._query(parameters))

    def _query(self, parameters: Parameters) -> Query:
        return build(parameters, now=self.now, language=get_language())

    @cached_property
    def cards(self) -> list[Card]:
        return build_cards(chosen_by_id(self.results.hits), self.now)

    @cached_property
    def total(self) -> str:
        count = self.results.total
        return ngettext("%(count)s service", "%(count)s services", count) % {"count": count}

    @cached_property
    def title(self) -> str:
        parts = [topic.term.name for topic in self.topics]
        return ": ".join(filter(None, [self.total, self.parameters.q or wording.comma().join(parts)]))

    @cached_property
    def topics(self) -> list[TopicChip]:
        """The chosen theme and topics, as the page understood them."""
        terms = vocabulary(get_language())
        pairs = [("theme", code) for code in self.parameters.theme] + [
            ("topic", code) for code in self.parameters.topic
        ]
        found = [(key, code, terms.topic(code)) for key, code in pairs]
        return [
            TopicChip(term, self.parameters.without_value(key, code).query_string())
            for key, code, term in found
            if term
        ]

    @cached_property
    def labels(self) -> ChosenLabels:
        return ChosenLabels(self.parameters)

    @cached_property
    def chips(self) -> list[Chip]:
        return chips(self.parameters, self.labels)

    @cached_property
    def groups(self) -> list[filters.Group]:
        return filters.groups(filters.GROUPS, self.parameters, self.results.facets)

    @cached_property
    def more_groups(self) -> list[filters.Group]:
        return filters.groups(filters.MORE_GROUPS, self.parameters, self.results.facets)

    @cached_property
    def has_more_chosen(self) -> bool:
        return any(option.is_chosen for group in self.more_groups for option in group.options)

    @cached_property
    def areas(self) -> list[filters.Group]:
        return filters.area_groups(self.parameters, self.results.facets)

    @cached_property
    def kept(self) -> list[tuple[str, str]]:
        """What the filter form passes on unseen: the words, the topic, the order and the reader's place."""
        keys = ("q", "theme", "topic", "sort", "near", "organization", "location")
        return [(key, value) for key in keys for value in self.parameters.values(key)]

    @cached_property
    def kept_with_words(self) -> list[tuple[str, str]]:
        """What a new question keeps: everything but the old words, the topic and the page."""
        return [(key, value) for key, value in self.parameters.chosen if key not in ("theme", "topic")]

    @cached_property
    def ages(self) -> str:
        return ", ".join(map(str, self.parameters.age))

    @cached_property
    def postal_code(self) -> str:
        """What the field shows: the chosen one, or what was typed and is none."""
        return next(iter([*self.parameters.postal_code, *self._no_postal_codes]), "")

    @cached_property
    def postal_code_error(self) -> str:
        return _("A postal code has five digits, for example 00930.") if self._no_postal_codes else ""

    @cached_property
    def _no_postal_codes(self) -> list[str]:
        return [text for key, text in self.parameters.rejected if key == "postal_code"]

    @cached_property
    def sorts(self) -> list[SortLink]:
        usable = [sort for sort in Sort if sort != Sort.NEAREST or self.parameters.near]
        return [
            SortLink(
                str(sort.label),
                self.parameters.with_value("sort", sort.value).query_string(),
                sort == self.parameters.sort,
            )
            for sort in usable
        ]

    @cached_property
    def topic_ways(self) -> list[Way]:
        """Topics to go on with: within the theme, or near the chosen topic."""
        options = filters.topic_options(self.parameters, self.results.facets)
        fresh = [option for option in options if not option.is_chosen][:MOST_WIDER]
        plain = self.parameters.without_value("topic")
        return [Way(o.label, plain.with_value("topic", o.value).query_string(), o.count) for o in fresh]

    @cached_property
    def themes(self) -> list[Term]:
        """All themes, as a way on for whoever typed words that nothing has."""
        is_nothing = self.parameters.q and not self.results.total
        return vocabulary(get_language()).themes if is_nothing else []

    @cached_property
    def is_few(self) -> bool:
        return self.results.total < FEW

    @cached_property
    def wider(self) -> list[Way]:
        """The same search without one of its filters, where that gives more."""
        if not self.is_few:
            return []
        ways = (self._without(key, value) for key, value in self.parameters.chosen[:MOST_WIDER])
        return sorted((way for way in ways if way.count > self.results.total), key=lambda way: -way.count)

    def _without(self, key: str, value: str) -> Way:
        parameters = self.parameters.without_value(key, value)
        count = self.engine.count(self._query(parameters))
        return Way(self.labels.of(key, value), parameters.query_string(), count)

    @cached_property
    def previous(self) -> str:
        page = self.results.page
        return self.parameters.with_value("page", page - 1).query_string() if page > 1 else ""

    @cached_property
    def next(self) -> str:
        page = self.results.page
        return (
            "" if self.results.is_last_page else self.parameters.with_value("page", page + 1).query_string()
        )

    @cached_property
    def has_previous(self) -> bool:
        return self.results.page > 1

    @cached_property
    def chosen_count(self) -> int:
        return len(self.chips)
