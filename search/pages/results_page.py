"""What the results page says: what was understood, the cards and guides, the filters, and how to go on."""

import datetime
from dataclasses import dataclass, replace

from django.utils.functional import cached_property
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from directory.reading import wording
from directory.reading.alerts import Concerns
from directory.reading.cards import Card, build_cards
from directory.reading.sensitive import Sensitivity
from directory.reading.texts import Text
from directory.reading.vocabulary import Term, vocabulary
from search.engines import Engine
from search.metrics import counted_search
from search.near_misses import NearMisses, near_misses
from search.pages import filters
from search.pages.chips import Chip, chips
from search.pages.chosen import chosen_by_id
from search.pages.explanations import explained
from search.pages.filter_words import ChosenLabels, label_of
from search.pages.guides import Guide, find_guides
from search.pages.results_map import ResultsMap
from search.pages.ways_on import WaysOn
from search.querying.asking import query_of, understood
from search.querying.from_words import cleared, read_words
from search.querying.meant_topic import is_known, likeliest_topic
from search.querying.parameters import Parameters, Sort
from search.querying.results import Hit, Results
from search.querying.seeking import is_late
from search.querying.sought import Sought
from search.understanding.danger import tells_of_danger
from search.weighing import SURE_OF_DANGER

#: The card after which guides stand, so that they are seen and nothing is pushed away
GUIDES_AFTER = 3
MOST_NEAR_MISSES = 5


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
        self.asked = read_words(parameters, now=now, language=get_language())
        self.query = query_of(self.asked.meant, now=now, language=get_language())
        self.results: Results = counted_search(engine, self.query)

    @property
    def concerns(self) -> Concerns:
        """What the search is narrowed down to: areas with those in them, and themes."""
        meant, terms = self.asked.meant, vocabulary(get_language())
        inner = {slug for slug, area in terms.areas.items() if area.district in meant.area}
        topics = filter(None, map(terms.topic, (*meant.theme, *meant.topic)))
        return Concerns(frozenset(meant.area) | inner, frozenset(topic.theme for topic in topics))

    @cached_property
    def cards(self) -> list[Card]:
        return self._cards_of(self.results.hits)

    @cached_property
    def map(self) -> ResultsMap | None:
        """Where the cards are, for those who ask."""
        if not (self.parameters.on_map and self.cards):
            return None
        return ResultsMap(self.cards, self.results.hits, near=self.parameters.near)

    @cached_property
    def map_switch(self) -> str:
        """The same page with the map, or without it."""
        other = (
            self.parameters.without_value("on_map") if self.map else self.parameters.with_value("on_map", 1)
        )
        return other.with_value("page", self.results.page).query_string()

    @cached_property
    def explained_cards(self) -> list[tuple[Card, list[str]]]:
        """Each card with why it stands where it does."""
        found = explained(self.engine, self.query, self.results)
        return [(card, found.get(card.pk, [])) for card in self.cards]

    @cached_property
    def near_misses_before(self) -> list[Card]:
        """Cards of listings that miss a condition in the words and answer the rest far better than others."""
        return self._cards_of(self.near_hits.before)

    @cached_property
    def anywhere(self) -> list[Card]:
        """Cards of listings at no place, where the words name an area: they serve it, too."""
        return self._cards_of(self.near_hits.anywhere)

    @cached_property
    def near_misses(self) -> list[Card]:
        """Cards of listings that miss a condition in the words, where few meet them all."""
        return self._cards_of(self.near_hits.after)

    def _cards_of(self, hits: tuple[Hit, ...]) -> list[Card]:
        ids = {hit.service_id for hit in hits}
        return [card for card in self._all_cards if card.pk in ids]

    @cached_property
    def _all_cards(self) -> list[Card]:
        """Read together, so that near misses cost no query of their own."""
        near = self.near_hits
        return build_cards(
            chosen_by_id([*near.before, *self.results.hits, *near.anywhere, *near.after]), self.now
        )

    @cached_property
    def near_hits(self) -> NearMisses:
        near = near_misses(self.asked, self.query, self.results, self.engine)
        return replace(near, after=near.after[:MOST_NEAR_MISSES])

    @cached_property
    def total(self) -> str:
        count = self.results.total
        return ngettext("%(count)s service", "%(count)s services", count) % {"count": count}

    @cached_property
    def show_words(self) -> str:
        """What the button of the filter sheet says."""
        count = self.results.total
        return ngettext("Show %(count)s service", "Show %(count)s services", count) % {"count": count}

    @cached_property
    def title(self) -> str:
        """Of the window and its history, which say nothing of what is sensitive."""
        if self.sensitivity.needs_plain_title:
            return self.total
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
    def meant_topic(self) -> Term | None:
        """What the words surely mean, where no topic is chosen. One that is sensitive is not named, nor any
        for words that tell of danger: whose phone is taken away does not ask about phones.
        """
        words, is_chosen = self.asked.meant.q, self.parameters.topic or self.parameters.theme
        if is_chosen or self.tells_of_danger or not is_known(words, get_language()):
            return None
        term = vocabulary(get_language()).topic(likeliest_topic(self.query.sought))
        return None if term is None or term.is_sensitive else term

    @cached_property
    def with_meant_topic(self) -> str:
        """Everything of that topic, with the filters and without the words."""
        topic = self.meant_topic.code
        return self.parameters.without_value("q").with_value("topic", topic).query_string()

    @cached_property
    def with_only_words(self) -> str:
        return self.parameters.with_value("only_words", 1).query_string()

    @cached_property
    def sensitivity(self) -> Sensitivity:
        """By what was asked, or where nothing else was found: that a wide search meets one tells nothing."""
        is_asked = self.tells_of_danger or any(topic.term.is_sensitive for topic in self.topics)
        found = Sensitivity.of([card.is_sensitive for card in self.cards])
        is_all = is_asked or found is Sensitivity.EVERYTHING
        return Sensitivity.EVERYTHING if is_all else Sensitivity.NOTHING

    @cached_property
    def tells_of_danger(self) -> bool:
        """Whether people to call stand before the results."""
        is_chosen = any(topic.term.is_danger for topic in self.topics)
        return is_chosen or tells_of_danger(self.parameters.q) or self._sounds_like_danger

    @property
    def lacks_meaning(self) -> bool:
        """Whether the model did not read the words in time."""
        return is_late(self._understood)

    @property
    def _sounds_like_danger(self) -> bool:
        sought = self._understood
        return sought is not None and sought.danger >= SURE_OF_DANGER

    @cached_property
    def _understood(self) -> Sought | None:
        return understood(self.query, self.asked.meant, language=get_language())

    @cached_property
    def labels(self) -> ChosenLabels:
        return ChosenLabels(self.parameters)

    @cached_property
    def chips(self) -> list[Chip]:
        return chips(self.asked, self.labels)

    @cached_property
    def cleared(self) -> str:
        """The same search with nothing chosen, and with all words as words."""
        return cleared(self.asked).query_string()

    @cached_property
    def guides(self) -> list[Guide]:
        """Editorial pages on the same subject, beside the first listings."""
        themes = dict.fromkeys((*self.parameters.theme, *(topic.term.theme for topic in self.topics)))
        if self.results.page > 1 or not (self.parameters.q or themes):
            return []
        return find_guides(self.asked.meant.q, get_language(), tuple(themes))

    @cached_property
    def guides_after(self) -> int:
        """The number of the card that guides follow; none where there is no card."""
        return min(GUIDES_AFTER, len(self.cards))

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
        keys = (
            "q",
            "theme",
            "topic",
            "as_words",
            "only_words",
            "on_map",
            "sort",
            "near",
            "organization",
            "location",
        )
        return [(key, value) for key in keys for value in self.parameters.values(key)]

    @cached_property
    def kept_with_words(self) -> list[tuple[str, str]]:
        """What a new question keeps: everything but the old words, the topic and the page."""
        old = ("theme", "topic", "only_words")
        return [(key, value) for key, value in self.parameters.chosen if key not in old]

    @cached_property
    def children(self) -> list[tuple[str, Text]]:
        """The ages chosen so far, and each in words."""
        return [(age, label_of("age", age)) for age in self.parameters.values("age")]

    @cached_property
    def wrong_age(self) -> str:
        """What was typed as an age and is none: the field shows it again."""
        return self._rejected("age")

    @cached_property
    def age_error(self) -> str:
        return _("Write the age in years as a number, for example 3.") if self.wrong_age else ""

    @cached_property
    def postal_code(self) -> str:
        """What the field shows: the chosen one, or what was typed and is none."""
        return next(iter(self.parameters.postal_code), "") or self._rejected("postal_code")

    @cached_property
    def postal_code_error(self) -> str:
        is_wrong = self._rejected("postal_code")
        return _("A postal code has five digits, for example 00930.") if is_wrong else ""

    def _rejected(self, key: str) -> str:
        return next((text for each, text in self.parameters.rejected if each == key), "")

    @cached_property
    def sorts(self) -> list[SortLink]:
        usable = [sort for sort in Sort if sort != Sort.NEAREST or self.parameters.near]
        return [
            SortLink(
                str(sort.label),
                self.parameters.with_value("sort", sort.value).query_string(),
                sort == self.query.sort,
            )
            for sort in usable
        ]

    @cached_property
    def ways(self) -> WaysOn:
        known = {"asked": self.asked, "engine": self.engine, "now": self.now}
        return WaysOn(self.results, self.labels, meant_topic=self.meant_topic, **known)

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
